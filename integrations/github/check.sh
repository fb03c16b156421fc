#!/bin/sh
# The check of action.yml: inputs come as HADR_*, outputs go to GITHUB_OUTPUT. Ends with 0 whatever is found; the exit code of
# azure-hadr is an output.
set -eu
out=$(mktemp -d "${RUNNER_TEMP:-${TMPDIR:-/tmp}}/azure-hadr-XXXXXX")

set -- check -f text -f "json=$out/report.json" -f "sarif=$out/azure-hadr.sarif" -f "markdown=$out/report.md" "--cwd=${HADR_CWD:-.}"
[ "${HADR_ANNOTATIONS:-true}" != true ] || set -- "$@" -f "github=$out/annotations"
[ -z "${HADR_STACK:-}" ] || set -- "$@" "--stack=$HADR_STACK"
[ -z "${HADR_CONFIG:-}" ] || set -- "$@" "--config=$HADR_CONFIG"
while IFS= read -r line; do
  [ -z "$line" ] || set -- "$@" "$line"
done <<END
${HADR_ARGUMENTS:-}
END
set -- "$@" --
while IFS= read -r line; do
  [ -z "$line" ] || set -- "$@" "$line"
done <<END
${HADR_FILES:-}
END

# Names come from programs: while the report is printed, nothing in it may be taken for a command to the runner.
guard=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
status=0
echo "::stop-commands::$guard"
# The summary is written below, whether or not there are annotations.
(
  unset GITHUB_STEP_SUMMARY
  npx --yes --package "$HADR_PACKAGE" -- azure-hadr "$@"
) || status=$?
echo
echo "::$guard::"

output() {
  echo "$1=$2" >>"$GITHUB_OUTPUT"
}
if [ -f "$out/report.json" ]; then
  [ ! -f "$out/annotations" ] || cat "$out/annotations"
  cat "$out/report.md" >>"$GITHUB_STEP_SUMMARY"
  output sarif-file "$out/azure-hadr.sarif"
  output markdown-file "$out/report.md"
  output json-file "$out/report.json"
  node -e '
    const { summary } = JSON.parse(require("node:fs").readFileSync(process.argv[1], "utf8"));
    console.log(`findings=${summary.fail}\nblocking=${summary.blocking}`);
  ' "$out/report.json" >>"$GITHUB_OUTPUT"
elif [ "$status" -le 1 ]; then
  # npm ends with 1 where it finds no package, which must not be read as a finding.
  status=2
fi
output exit-code "$status"
