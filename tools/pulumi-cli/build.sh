#!/bin/sh
# Builds the Pulumi CLI that go.mod pins, from source, into .cache/pulumi, unless it is there already. Needs Go.
# Prints the folder to put on PATH: PATH=$(tools/pulumi-cli/build.sh):$PATH
set -eu
cd "$(dirname "$0")"
version=$(sed -n 's|^.*github.com/pulumi/pulumi/pkg/v3 \(v[^ ]*\).*$|\1|p' go.mod)
out=$(cd ../.. && pwd)/.cache/pulumi
if [ "$("$out/pulumi" version 2>/dev/null)" != "$version" ]; then
  echo "building pulumi $version, which takes some minutes" >&2
  mkdir -p "$out"
  go build -ldflags "-X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=$version" \
    -o "$out/pulumi" github.com/pulumi/pulumi/pkg/v3/cmd/pulumi >&2
fi
echo "$out"
