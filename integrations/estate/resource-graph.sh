#!/bin/sh
# Writes every page of a query to Azure Resource Graph to standard output, one after the other, as azure-hadr reads them:
#
#   resource-graph.sh [QUERY.kql [OPTION...]] > resources.json
#
# The query is queries/estate.kql unless one is named; options are those of `az graph query`, e.g. --management-groups ID.
# Needs az, signed in, with its extension resource-graph; and node.
set -eu

query=${1:-$(dirname "$0")/../../queries/estate.kql}
[ $# -eq 0 ] || shift
text=$(cat "$query")

token=
while :; do
  # A page that fails ends it: what was written so far says itself that more rows follow.
  page=$(az graph query --graph-query "$text" --first 1000 ${token:+--skip-token "$token"} --output json "$@")
  printf '%s\n' "$page"
  token=$(printf '%s' "$page" | node -p 'JSON.parse(require("fs").readFileSync(0, "utf8")).skip_token ?? ""')
  [ -n "$token" ] || break
done
