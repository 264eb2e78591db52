#!/usr/bin/env bash
# What a first build costs: CPU seconds of a clean clone, debug and release, and the size of the binary.
set -euo pipefail
top=$(cd "$(dirname "$0")/../.." && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

git clone -q "$top" "$scratch/dojo"
cd "$scratch/dojo"
swift package resolve >/dev/null 2>&1
for configuration in debug release; do
  TIMEFORMAT="$configuration: %U user + %S system CPU seconds, %R wall"
  time swift build -c "$configuration" >/dev/null
done
swift build -c release --static-swift-stdlib --scratch-path "$scratch/static" >/dev/null
binary="$scratch/static/release/dojo"
echo "static standard library: $(stat -Lc %s "$binary") bytes"
strip -o "$scratch/stripped" "$binary"
echo "stripped: $(stat -c %s "$scratch/stripped") bytes"
