#!/bin/sh
# Fetches Microsoft's SARIF validator into .cache/sarif-multitool, for the test that holds our SARIF against its rules and
# GitHub's, and prints the folder of its program. Linux on x64 only: elsewhere it says so and the test is skipped.
set -eu
cd "$(dirname "$0")/.."
version=5.7.0
folder=.cache/sarif-multitool/$version
if [ "$(uname -sm)" != "Linux x86_64" ]; then
  echo "tools/sarif-multitool.sh: the validator comes for Linux on x64 only" >&2
  exit 1
fi
if [ ! -x "$folder/package/Sarif.Multitool" ]; then
  mkdir -p "$folder"
  archive=$(npm pack --silent --pack-destination "$folder" "@microsoft/sarif-multitool-linux@$version")
  tar -xzf "$folder/$archive" -C "$folder"
  rm "$folder/$archive"
  chmod u+x "$folder/package/Sarif.Multitool"
fi
echo "$PWD/$folder/package"
