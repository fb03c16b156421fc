"""Judges an estate on Apache Spark: every worker pipes its share of the stacks through azure-hadr.

Needs azure-hadr, and Node, on the driver and on every worker, all of the same version. Writes below --output:

  records/part-*        what azure-hadr says of each stack, one JSON document a line. `azure-hadr report` and
                        `azure-hadr drill` take 'records/part-*' as a source.
  tables/TABLE/*.parquet  the tables of `azure-hadr report -f parquet=FOLDER`, with the same columns and rows.

Nothing is judged or worded here: records and rows come from azure-hadr, so they are those of a single run. Only the
columns `source`, the place where a stack was read, and `record_digest`, which covers it, tell where that was.

  spark-submit spark_estate.py --input 'abfss://estate@account.dfs.core.windows.net/exports.ndjson' \\
      --output 'abfss://estate@account.dfs.core.windows.net/judged' --flags '--config /etc/hadr/hadr.yaml'
"""

import argparse
import json
import shlex
import subprocess
import sys
from datetime import datetime, timezone

from pyspark import StorageLevel
from pyspark.sql import SparkSession

# What one worker's share holds decides no exit code: what cannot be judged is a record of its own, and is counted below.
SHARE = "--exit-zero --allow-partial --allow-unseen --allow-empty --workers 1"
TYPES = {
    "string": "STRING",
    "bool": "BOOLEAN",
    "int": "INT",
    "double": "DOUBLE",
    "date": "DATE",
    "timestamp": "TIMESTAMP",
}


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--input", required=True, help="NDJSON of stack exports, one a line: a file, folder or pattern")
    parser.add_argument(
        "--whole-files",
        action="store_true",
        help="each file of --input is one stack, e.g. 'backend/.pulumi/stacks/*/*.json'; tags beside them are not read",
    )
    parser.add_argument("--output", required=True, help="a folder that is not there yet")
    parser.add_argument("--command", default="npx azure-hadr", help="what starts azure-hadr on every worker")
    parser.add_argument("--flags", default="", help="more for `azure-hadr check`, such as --config and --owners")
    parser.add_argument("--as-of", default=datetime.now(timezone.utc).date().isoformat(), help="the day of the judgement")
    parser.add_argument("--partitions", type=int, help="shares to judge apart (default: as Spark splits the input)")
    return parser.parse_args()


def exports(context, given):
    """One stack a line. A line's end inside a JSON document is never part of a text, so a space says the same."""
    if not given.whole_files:
        return context.textFile(given.input)
    files = context.wholeTextFiles(given.input)
    return files.values().map(lambda text: text.replace("\r", " ").replace("\n", " "))


def schema(command):
    """The columns of the tables, as azure-hadr names them."""
    first = subprocess.run(shlex.split(command), input="", stdout=subprocess.PIPE, text=True, check=True).stdout
    columns = json.loads(first.split("\n")[0])["columns"]
    return columns, ", ".join(
        f"{table} STRUCT<{', '.join(f'{name}: {TYPES[kind]}' for name, kind in own.items())}>"
        for table, own in columns.items()
    )


def main():
    given = arguments()
    check = f"{given.command} check - --as-of {given.as_of} {SHARE} {given.flags}"
    columns, ddl = schema(f"{check} -f rows")
    spark = SparkSession.builder.appName("azure-hadr estate").getOrCreate()

    lines = exports(spark.sparkContext, given)
    shares = lines.repartition(given.partitions) if given.partitions else lines
    records = shares.pipe(f"{check} -f ndjson", checkCode=True).persist(StorageLevel.DISK_ONLY)
    records.saveAsTextFile(f"{given.output}/records")
    rows = records.pipe(f"{check} -f rows", checkCode=True)
    tables = spark.read.schema(ddl).option("mode", "FAILFAST").json(rows).persist(StorageLevel.DISK_ONLY)

    twice = tables.select("stacks.stack").where("stack IS NOT NULL").groupBy("stack").count().where("count > 1")
    if names := [row.stack for row in twice.sort("stack").limit(5).collect()]:
        sys.exit(f"the input holds stacks more than once, so no table is written: {', '.join(names)}")
    for table in columns:
        own = tables.where(f"{table} IS NOT NULL").select(f"{table}.*")
        own.write.parquet(f"{given.output}/tables/{table}")
    judged, missing = (tables.where(f"{table} IS NOT NULL").count() for table in ("stacks", "missing"))
    print(f"{judged} stacks judged, {missing} could not be", file=sys.stderr)
    spark.stop()


if __name__ == "__main__":
    main()
