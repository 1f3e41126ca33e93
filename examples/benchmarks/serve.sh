#!/usr/bin/env bash
# Times `visiomatic` as a tile server beside IIPImage and nginx, all on the loopback interface.
#
# usage: serve.sh [CASE...]     live colour own repeat first; without any, all
#   RUNS=3           runs of each server, alternating; medians are shown
#   SECONDS_EACH=6   seconds of load in a run
#   WARM=60          seconds of load before the first run
#   CLIENTS="8 64"   connections at the same time
#   WORK=DIR         where inputs and caches go (default: a temporary folder, removed at the end); 5 GB
# Needs wrk and a JDK; IIPImage (iipimage-server, spawn-fcgi, stiff), nginx and memcached are compared with
# when they are there, and with a C compiler and libturbojpeg0-dev what a tile costs at least.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd -P)
visiomatic=${VISIOMATIC:-$here/../../visiomatic}
runs=${RUNS:-3}
seconds=${SECONDS_EACH:-6}
warm=${WARM:-60}
clients=${CLIENTS:-8 64}
work=${WORK:-}
if [ -z "$work" ]; then
  work=$(mktemp -d)
  remove=$work
fi
work=$(realpath -m "$work")
mkdir -p "$work/data" "$work/cache"
results=$work/results.tsv
: >"$results"
port=8231
limit=
iipsrv=/usr/lib/iipimage-server/iipsrv.fcgi
pids=()

finish() {
  for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
  wait 2>/dev/null || true
  [ -z "${remove:-}" ] || rm -rf "$remove"
}
trap finish EXIT

command -v wrk >/dev/null || { echo "serve.sh needs wrk (Debian package wrk)." >&2; exit 1; }

# CPU seconds of some processes so far.
cpu() {
  local pid sum=0
  for pid in "$@"; do sum=$((sum + $(awk '{ print $14 + $15 }' "/proc/$pid/stat"))); done
  echo "$sum"
}

load() { # case server clients pids kind url path image resolution tiles
  local name=$1 server=$2 connections=$3 before after line
  read -ra watched <<<"$4"
  before=$(cpu "${watched[@]}")
  line=$(wrk -t1 -c"$connections" -d"${seconds}s" --timeout 10s -s "$here/requests.lua" "$6" -- "$5" "${@:7}" | tail -1)
  after=$(cpu "${watched[@]}")
  printf '%s\t%s\t%s\t%s\t%s\n' "$name" "$server" "$connections" \
    "$(awk -v t=$((after - before)) -v hz="$(getconf CLK_TCK)" '{ printf "%.4f", t / hz / $1 * 1000 }' <<<"$line")" \
    "$line" >>"$results"
}

start_visiomatic() {
  "$visiomatic" --no_browser --port "$port" --data_dir "$work/data" --cache_dir "$work/cache" >"$work/visiomatic.log" 2>&1 &
  own=$!
  pids+=("$own")
  for _ in $(seq 100); do
    curl -sf "http://127.0.0.1:$port/api" >/dev/null && return
    sleep 0.2
  done
  echo "visiomatic did not start; see $work/visiomatic.log." >&2
  exit 1
}

start_iip() {
  [ -x "$iipsrv" ] && command -v nginx spawn-fcgi stiff >/dev/null || return 0
  [ -s "$work/live.tif" ] || stiff "$work/data/live.fits" -c /dev/null -IMAGE_TYPE TIFF-PYRAMID -TILE_SIZE 256 \
    -BITS_PER_CHANNEL -32 -COMPRESSION_TYPE NONE -WRITE_XML N -VERBOSE_TYPE QUIET -OUTFILE_NAME "$work/live.tif"
  mkdir -p "$work/www"
  cat >"$work/nginx.conf" <<CONF
worker_processes 1; daemon off; pid $work/nginx.pid; error_log $work/nginx.log; user root;
events { worker_connections 1024; }
http {
  access_log off; keepalive_requests 100000000; sendfile on; tcp_nopush on; default_type image/jpeg;
  client_body_temp_path $work/t1; fastcgi_temp_path $work/t2; proxy_temp_path $work/t3; uwsgi_temp_path $work/t4; scgi_temp_path $work/t5;
  server { listen 127.0.0.1:$((port + 1)); include /etc/nginx/fastcgi_params; fastcgi_buffers 16 32k; fastcgi_buffer_size 32k;
    location /iip { fastcgi_pass unix:$work/iip.sock; } location /memory/iip { fastcgi_pass unix:$work/memory.sock; }
    location /files { alias $work/www/tile.jpg; open_file_cache max=100; } }
}
CONF
  # Remembering tiles costs it a tenth, for nothing where none is asked for twice.
  spawn_iip iip
  iip=$spawned
  local memory=()
  if command -v memcached >/dev/null; then
    memcached -l 127.0.0.1 -p 11311 -m 512 -u nobody &
    pids+=($!)
    memory=(MEMCACHED_SERVERS=127.0.0.1:11311)
  fi
  spawn_iip memory "${memory[@]}"
  remembering=$spawned
  nginx -p "$work" -c "$work/nginx.conf" &
  pids+=($!)
  sleep 1
  front="$(cat "$work/nginx.pid") $(pgrep -P "$(cat "$work/nginx.pid")" | tr '\n' ' ')"
  iip+=" $front"
  remembering+=" $front"
}

spawn_iip() { # socket variable...
  env "${@:2}" OMP_NUM_THREADS=1 VERBOSITY=0 \
    spawn-fcgi -s "$work/$1.sock" -F 2 -P "$work/$1.pid" -- "$iipsrv" >/dev/null
  spawned=$(tr '\n' ' ' <"$work/$1.pid")
  read -ra spawned_pids <<<"$spawned"
  pids+=("${spawned_pids[@]}")
}

build_limit() {
  if command -v cc >/dev/null &&
    cc -O3 -march=native -ffast-math "$here/limit.c" -o "$work/limit" -lturbojpeg -lm 2>/dev/null; then
    limit=$work/limit
  fi
}

take_limit() { # case kind
  local line
  [ -n "$limit" ] || return 0
  line=$("$limit" "$2" 2)
  printf '%s\tC-limit\t1\t%s\t%s\n' "$1" "${line##*$'\t'}" "$line" >>"$results"
}

image() { # type side file seed planes
  [ -s "$3" ] || java "$here/MakeImage.java" "$@"
}

levels() { # image: index of the finest resolution
  curl -sf "http://127.0.0.1:$port/api?FIF=$1&obj=x" | tr -d '\r' | awk -F: '/Resolution-number/ { print $2 - 1 }'
}

compare() { # case image tiles
  local resolution grey connections peers=http://127.0.0.1:$((port + 1))
  resolution=$(levels "$2")
  grey=$(levels live.fits)
  # Unmeasured: the JVM compiles what is busy, and compiles again what visitors do who leave.
  for connections in 8 64 8 64; do
    wrk -t1 -c"$connections" -d"$((warm / 4))s" -s "$here/requests.lua" "http://127.0.0.1:$port" \
      -- "$1" /api "$2" "$resolution" "$3" >/dev/null
  done
  for _ in $(seq "$runs"); do
    for connections in $clients; do
      case $1 in
        live) take_limit live grey ;;
        colour) take_limit colour colour ;;
      esac
      load "$1" visiomatic "$connections" "$own" "$1" "http://127.0.0.1:$port" /api "$2" "$resolution" "$3"
      [ -n "${iip:-}" ] || continue
      case $1 in
        live) load live IIPImage "$connections" "$iip" live "$peers" /iip "$work/live.tif" "$resolution" "$3" ;;
        # It mixes no channels; one channel in grey, beside ours, tells how fast the machine is just now.
        colour | own) load "$1" IIP-grey "$connections" "$iip" live "$peers" /iip "$work/live.tif" "$grey" 1024 ;;
        repeat)
          load repeat IIPImage "$connections" "$remembering" repeat "$peers" /memory/iip "$work/live.tif" "$resolution" "$3"
          curl -sf "http://127.0.0.1:$port/api?FIF=$2&QLT=95&CHAN=1&MINMAX=1:1000,2460&GAM=2.2&JTL=$resolution,5" -o "$work/www/tile.jpg"
          load repeat nginx-file "$connections" "$(pgrep -P "$(cat "$work/nginx.pid")" | tr '\n' ' ')" repeat "$peers" /files \
            "$2" "$resolution" "$3"
          ;;
      esac
    done
  done
}

took() { # case server seconds
  printf '%s\t%s\t1\t0\t1\t0\t%s\t0\t0\t0\n' "$1" "$2" "$(awk -v s="$3" 'BEGIN { print s * 1000 }')" >>"$results"
}

first() {
  local run name begun seconds_taken
  image float32 16384 "$work/first.fits" 7
  for run in $(seq "$runs"); do
    name=first-$run.fits
    ln -f "$work/first.fits" "$work/data/$name"
    touch "$work/data/$name" # no cache of an earlier time is current
    cat "$work/data/$name" >/dev/null
    sync
    # A plain copy of the file beside it: what the disk, the page cache and the memory of the machine allow just now.
    seconds_taken=$({ TIMEFORMAT=%R; time cp "$work/data/$name" "$work/copy"; } 2>&1)
    rm -f "$work/copy"
    took first cp "$seconds_taken"
    begun=$EPOCHREALTIME
    took first visiomatic "$(curl -sf -o /dev/null -w '%{time_total}' "http://127.0.0.1:$port/api?FIF=$name&CHAN=1&JTL=0,0")"
    curl -sf -o /dev/null "http://127.0.0.1:$port/api?FIF=$name&CHAN=1&JTL=6,0"
    took finest visiomatic "$(awk -v a="$begun" -v b="$EPOCHREALTIME" 'BEGIN { print b - a }')"
    rm -f "$work/data/$name"
  done
}

"$visiomatic" --version >/dev/null
image float32 8192 "$work/data/live.fits" 1
image float32 4096 "$work/data/colour.fits" 2 5
cases=${*:-live colour own repeat first}
start_visiomatic
for case in $cases; do
  case $case in live | colour | own | repeat) start_iip && build_limit && break ;; esac
done
for case in $cases; do
  case $case in
    live | repeat) compare "$case" live.fits 1024 ;;
    colour | own) compare "$case" colour.fits 256 ;;
    first) first ;;
    *)
      echo "There is no case '$case': live, colour, own, repeat, first." >&2
      exit 2
      ;;
  esac
done

printf '%s cores, Linux %s, %s runs of %s s, load %s\n' "$(nproc)" "$(uname -r)" "$runs" "$seconds" "$(cut -d' ' -f1 /proc/loadavg)"
sort -s -t "$(printf '\t')" -k1,3 "$results" | awk -F'\t' '
  function median(list, n,   i, j, t) {
    for (i = 2; i <= n; i++)
      for (j = i; j > 1 && list[j - 1] > list[j]; j--) { t = list[j]; list[j] = list[j - 1]; list[j - 1] = t }
    return list[int((n + 1) / 2)]
  }
  function flush() {
    if (n) printf "%-8s %-11s %7s %8.3f %10.0f %8.2f %8.2f %9.0f %7d\n", c, p, k, median(cpu, n), median(rate, n),
      median(middle, n), median(late, n), bytes, errors
    n = 0; errors = 0
  }
  BEGIN { printf "%-8s %-11s %7s %8s %10s %8s %8s %9s %7s\n", "case", "server", "clients", "CPU ms", "requests/s", "p50 ms", "p99 ms", "bytes", "errors" }
  $1 != c || $2 != p || $3 != k { flush(); c = $1; p = $2; k = $3 }
  { n++; cpu[n] = $4 + 0; rate[n] = $6 + 0; middle[n] = $7 + 0; late[n] = $8 + 0; bytes = $9; errors += $10 }
  END { flush() }'
