#!/bin/sh
# Makes sure that there is a Chromium for the tests of the HTML report: Debian's package, installed where none is on PATH.
set -eu
command -v chromium >/dev/null || { apt-get update && apt-get install -y --no-install-recommends chromium; } >&2
command -v chromium
