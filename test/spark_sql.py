"""Runs each SQL file of a folder over the tables of an estate on Apache Spark and prints the rows, one file a line.

usage: spark_sql.py TABLES SQL_FOLDER
"""

import json
import sys
from pathlib import Path

from pyspark.sql import SparkSession

tables, folder = map(Path, sys.argv[1:])
spark = SparkSession.builder.getOrCreate()
for table in tables.iterdir():
    spark.read.parquet(str(table)).createOrReplaceTempView(table.name)
for file in sorted(folder.glob("*.sql")):
    rows = spark.sql(file.read_text())
    print(json.dumps([file.name, rows.columns, [list(row) for row in rows.collect()]], default=str))
spark.stop()
