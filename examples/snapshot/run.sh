#!/usr/bin/env bash
# Makes a JPEG of the whole field of a FITS image. usage: run.sh [IMAGE [OUTPUT]]
set -euo pipefail

visiomatic=${VISIOMATIC:-$(dirname "$0")/../../visiomatic}
image=${1:-}
output=${2:-snapshot.jpg}
log=$(mktemp)
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null; rm -f "$log"' EXIT

# Port 0 takes any free one; the server says which.
if [ -n "$image" ]; then
  "$visiomatic" --no_browser --port 0 "$image" 2>"$log" &
else
  "$visiomatic" demo --no_browser --port 0 2>"$log" &
fi
server=$!

page=
while [ -z "$page" ]; do
  if ! kill -0 "$server" 2>/dev/null; then
    cat "$log" >&2
    exit 1
  fi
  page=$(sed -n 's/.*showing .* at \(http[^ ]*\).*/\1/p' "$log")
  sleep 0.2
done

info=$(curl -fsS "${page}api?INFO=")
width=$(printf '%s' "$info" | sed -n 's/.*"full_size":\[\([0-9]*\),\([0-9]*\)].*/\1/p')
height=$(printf '%s' "$info" | sed -n 's/.*"full_size":\[\([0-9]*\),\([0-9]*\)].*/\2/p')
curl -fsS -o "$output" "${page}api?RGN=1,1:$((width + 1)),$((height + 1))&BIN=$((width / 1000 + 1))&GAM=2.5"
echo "$output"
