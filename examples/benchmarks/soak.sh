#!/usr/bin/env bash
# Watches a server under load for long: does it grow, and does it hold when far too much is asked?
#
# usage: soak.sh [CASE...]      soak overload; without any, both
#   MINUTES=10       how long the soak lasts
#   EVERY=30         seconds between two looks
#   CLIENTS=16       connections of the soak
#   SECONDS_EACH=10  seconds of load at each number of connections of the overload
#   HEAP=512m        heap of the server, taken as a whole at its start, so that what grows is something else
#   PORT=8241        where the server listens
#   WORK=DIR         where the image and its cache go (default: a temporary folder, removed at the end); 1 GB
# Needs wrk, curl and a JDK with jcmd. Ends with 1 when the server has grown or collapsed.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd -P)
visiomatic=${VISIOMATIC:-$here/../../visiomatic}
minutes=${MINUTES:-10}
every=${EVERY:-30}
clients=${CLIENTS:-16}
heap=${HEAP:-512m}
seconds=${SECONDS_EACH:-10}
work=${WORK:-}
if [ -z "$work" ]; then
  work=$(mktemp -d)
  remove=$work
fi
work=$(realpath -m "$work")
mkdir -p "$work/data" "$work/cache"
port=${PORT:-8241}
url=http://127.0.0.1:$port
tiles=1024
pids=()
bad=0

finish() {
  for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
  wait 2>/dev/null || true
  [ -z "${remove:-}" ] || rm -rf "$remove"
}
trap finish EXIT

for program in wrk curl jcmd; do
  command -v "$program" >/dev/null || { echo "soak.sh needs $program." >&2; exit 1; }
done
# Each connection is an open file, here and there.
ulimit -n "$(ulimit -Hn)"

start() {
  if curl -s -o /dev/null "$url"; then
    echo "Something else listens at $url; choose another PORT." >&2
    exit 1
  fi
  rm -f "$work/gc.log"
  VISIOMATIC_JAVA_OPTIONS="-Xms$heap -Xmx$heap -XX:+AlwaysPreTouch -Xlog:gc:file=$work/gc.log" \
    "$visiomatic" --no_browser --port "$port" --data_dir "$work/data" --cache_dir "$work/cache" >"$work/visiomatic.log" 2>&1 &
  own=$!
  pids+=("$own")
  for _ in $(seq 100); do
    # Caches the image too.
    curl -sf "$url/api?FIF=live.fits&INFO" >/dev/null && break
    sleep 0.2
  done
  resolution=$(curl -sf "$url/api?FIF=live.fits&obj=x" | tr -d '\r' | awk -F: '/Resolution-number/ { print $2 - 1 }')
}

metric() { # name: the sum of its samples
  curl -sf "$url/metrics" | awk -v name="$1" 'index($1, name) == 1 && (length($1) == length(name) || substr($1, length(name) + 1, 1) == "{") { sum += $2 } END { printf "%.0f", sum }'
}

# Processor time of the server so far.
cpu() {
  awk '{ print $14 + $15 }' "/proc/$own/stat"
}

load() { # kind clients seconds
  wrk -t1 -c"$2" -d"$3s" --timeout 30s -s "$here/requests.lua" "$url" -- "$1" /api live.fits "$resolution" "$tiles" | tail -1
}

# Seconds, MiB of heap that a collection leaves, MiB of the process' own, MiB in all, files, maps, requests/s.
look() {
  local answered now heap
  jcmd "$own" GC.run >/dev/null
  heap=$(awk '/Pause Full/ { split($0, part, "->"); left = part[2] } END { print left + 0 }' "$work/gc.log")
  answered=$(metric visiomatic_http_requests_total)
  now=$(date +%s.%N)
  awk -v time="$now" -v begun="$begun" -v before="$before" -v last="$last" -v answered="$answered" \
    -v heap="$heap" -v files="$(find "/proc/$own/fd" -mindepth 1 | wc -l)" \
    -v maps="$(wc -l <"/proc/$own/maps")" \
    '/^RssAnon/ { mine = $2 } /^VmRSS/ { all = $2 }
     END { printf "%.0f\t%.1f\t%.1f\t%.1f\t%d\t%d\t%.0f\n", time - begun, heap, mine / 2 ^ 10, all / 2 ^ 10, files, maps, (answered - before) / (time - last) }' \
    "/proc/$own/status"
  before=$answered
  last=$now
}

soak() {
  local looks=$work/looks.tsv wrk number
  : >"$looks"
  echo "soak: $minutes min, $clients connections, every tile another one"
  # Unmeasured: the JVM compiles what is busy.
  load live "$clients" "$every" >/dev/null
  begun=$(date +%s.%N)
  last=$begun
  before=$(metric visiomatic_http_requests_total)
  load live "$clients" "$((minutes * 60 + 15))" >"$work/load.tsv" &
  wrk=$!
  pids+=("$wrk")
  printf '%7s %9s %9s %9s %7s %7s %11s\n' seconds "heap MiB" "own MiB" "RSS MiB" files maps requests/s
  for number in $(seq $((minutes * 60 / every))); do
    sleep "$(awk -v at="$number" -v every="$every" -v begun="$begun" -v now="$(date +%s.%N)" 'BEGIN { left = begun + at * every - now; print (left > 0 ? left : 0) }')"
    look | tee -a "$looks" | awk -F'\t' '{ printf "%7d %9.1f %9.1f %9.1f %7d %7d %11d\n", $1, $2, $3, $4, $5, $6, $7 }'
  done
  wait "$wrk"
  awk -F'\t' '{ print "errors: " $6 + 0; exit $6 > 0 }' "$work/load.tsv" || bad=1
  # Medians of the first and the last third; what may be added is noise of the JVM: compiled code, stacks of threads.
  awk -F'\t' -v names='heap MiB,own MiB,files,maps' -v slack='8,24,8,32' '
    function median(column, from, to,   list, n, i, j, t) {
      for (i = from; i <= to; i++) list[++n] = value[i, column]
      for (i = 2; i <= n; i++) for (j = i; j > 1 && list[j - 1] > list[j]; j--) { t = list[j]; list[j] = list[j - 1]; list[j - 1] = t }
      return list[int((n + 1) / 2)]
    }
    { value[NR, 1] = $2; value[NR, 2] = $3; value[NR, 3] = $5; value[NR, 4] = $6 }
    END {
      split(names, name, ","); split(slack, more, ",")
      third = int((NR + 2) / 3)
      for (column = 1; column <= 4; column++) {
        first = median(column, 1, third); last = median(column, NR - third + 1, NR)
        grown = last > first * 1.02 + more[column]
        printf "%-9s first third %8.1f  last third %8.1f  %+6.1f %%  %s\n", name[column], first, last, (last / first - 1) * 100, grown ? "GROWN" : "flat"
        worse = worse || grown
      }
      exit worse
    }' "$looks" || bad=1
}

# As many clients as the server can hold in line saturate it. Of four times as many, most are turned away: those who
# come back when they are told to must leave the others their pictures; those who do not are shown beside them.
overload() {
  local full number line kind ticks results=$work/overload.tsv
  : >"$results"
  full=$(($(metric visiomatic_render_places) * 257))
  echo "overload: the line is full with $full connections that want a picture; $seconds s each"
  # Unmeasured, as above: pictures, then refusals.
  load patient 64 "$((2 * seconds))" >/dev/null
  load live "$((4 * full))" "$seconds" >/dev/null
  printf '%-10s %11s %11s %11s %9s %9s %11s\n' clients connections pictures/s refusals/s "p50 ms" "p99 ms" "CPU ms each"
  for kind in live patient; do
    for number in 16 64 256 "$full" $((4 * full)); do
      ticks=$(cpu)
      line=$(load "$kind" "$number" "$seconds")
      ticks=$(($(cpu) - ticks))
      # What refusals cost is counted to the pictures.
      awk -F'\t' -v c="$number" -v kind="${kind/live/impatient}" -v cpu="$ticks" -v hz="$(getconf CLK_TCK)" '{ all = $1 - $6; good = $1 ? $2 * all / $1 : 0
        printf "%-10s\t%11d\t%11.0f\t%11.0f\t%9.1f\t%9.1f\t%11.3f\n", kind, c, good, $2 - good, $3, $4, cpu / hz * 1000 / (all ? all : 1) }' <<<"$line" |
        tee -a "$results" | tr '\t' ' '
    done
  done
  awk -F'\t' '$1 !~ /^patient/ { next } { if ($3 > peak) peak = $3; last = $3 }
    END { printf "four times saturation: %.0f %% of the peak, %s\n", last / peak * 100, last < 0.8 * peak ? "COLLAPSED" : "it holds"; exit last < 0.8 * peak }' \
    "$results" || bad=1
}

cases=${*:-soak overload}
for case in $cases; do
  case $case in
    soak | overload) ;;
    *)
      echo "There is no case '$case': soak, overload." >&2
      exit 2
      ;;
  esac
done
"$visiomatic" --version >/dev/null
[ -s "$work/data/live.fits" ] || java "$here/MakeImage.java" float32 8192 "$work/data/live.fits" 1
start
printf '%s cores, Linux %s, load %s\n' "$(nproc)" "$(uname -r)" "$(cut -d' ' -f1 /proc/loadavg)"
for case in $cases; do "$case"; done
exit "$bad"
