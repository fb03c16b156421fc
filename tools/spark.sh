#!/bin/sh
# Puts Apache Spark into .cache/spark, a Python environment of its own, for the tests that judge an estate on a cluster, and
# prints its folder. Needs Python 3.10 or later with venv, and Java 17 or later: what is missing is said in one line.
set -eu
cd "$(dirname "$0")/.."
version=4.3.0
folder=.cache/spark
missing() {
  echo "tools/spark.sh: $1" >&2
  exit 1
}
java=$(java -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p')
[ "${java:-0}" -ge 17 ] || missing "no Java 17 or later (java -version)"
python3 -c 'import sys; sys.exit(sys.version_info < (3, 10))' 2>/dev/null || missing "no Python 3.10 or later (python3)"
if [ "$("$folder/bin/python" -c 'import pyspark; print(pyspark.__version__)' 2>/dev/null)" != "$version" ]; then
  python3 -m venv "$folder" >&2 || missing "Python has no venv (Debian: python3-venv)"
  "$folder/bin/pip" install --quiet --disable-pip-version-check "pyspark==$version" >&2 || missing "pyspark $version could not be installed"
fi
echo "$PWD/$folder"
