#!/usr/bin/env bash
# Times `visiomatic tile` beside other programs that make pyramids of FITS images.
#
# usage: tile.sh [CASE...]     float32 int16 rice batch growth; without any, all but growth
#   RUNS=5           runs of each program, alternating; medians are shown
#   WORK=DIR         where inputs and outputs go (default: a temporary folder, removed at the end);
#                    the default cases need 4 GB there, growth 11 GB
#   BATCH=200        images of the batch;  SEPARATE=10  of them that are also tiled one by one
#   GROWTH="1024 2048 4096 8192 16384 32768"    sides of the images of growth
#   LIMIT=300        seconds that a single run may take
# Inputs are read once before each run, so that they come from the page cache.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd -P)
visiomatic=${VISIOMATIC:-$here/../../visiomatic}
runs=${RUNS:-5}
limit=${LIMIT:-300}
work=${WORK:-}
if [ -z "$work" ]; then
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
fi
mkdir -p "$work"
results=$work/results.tsv
: >"$results"

need() {
  command -v "$1" >/dev/null && return
  echo "tile.sh needs '$1' ($2)." >&2
  exit 1
}
need /usr/bin/time "Debian package time"
need java "any JDK from 17 on, to make the images"

missing=
has() {
  command -v "$1" >/dev/null && return
  case " $missing " in *" $1 "*) ;; *) missing="$missing $1" ;; esac
  return 1
}

image() { # type side file [seed]
  [ -s "$3" ] || java "$here/MakeImage.java" "$@"
}

# Runs a program once and notes: case, program, wall, user + system seconds, peak KiB, bytes made.
measure() { # case program output command...
  local name=$1 program=$2 output=$3 log=$work/last.log
  shift 3
  rm -rf "$output"
  sync
  if ! timeout "$limit" /usr/bin/time -o "$work/time" -f '%e %U %S %M' "$@" >"$log" 2>&1; then
    echo "$name: $program failed or took more than $limit s; the end of its output:" >&2
    tail -3 "$log" >&2
    return
  fi
  local bytes
  bytes=$(du -sb "$output" | cut -f1)
  tail -1 "$work/time" | awk -v c="$name" -v p="$program" -v b="$bytes" \
    '{ printf "%s\t%s\t%s\t%.2f\t%s\t%s\n", c, p, $1, $2 + $3, $4, b }' >>"$results"
  rm -rf "$output"
}

tile() { # case program files...
  local name=$1 program=$2
  shift 2
  measure "$name" "$program" "$work/cache" \
    "$visiomatic" tile --cache_dir "$work/cache" --max_cache_image_count 10000 --quiet "$@"
}

peers() { # case file
  local name=$1 file=$2 out=$work/out
  if has vips; then
    measure "$name" libvips "$out.tif" \
      vips copy "$file" "$out.tif[tile,pyramid,tile-width=256,tile-height=256,bigtiff]"
  fi
  if has gdal_translate; then
    measure "$name" GDAL "$out.tif" gdal_translate -q -of COG -co BLOCKSIZE=256 \
      -co BIGTIFF=IF_SAFER -co OVERVIEW_RESAMPLING=AVERAGE -co COMPRESS=NONE "$file" "$out.tif"
  fi
  if has stiff; then
    measure "$name" STIFF "$out.tif" stiff "$file" -c /dev/null -IMAGE_TYPE TIFF-PYRAMID \
      -TILE_SIZE 256 -BITS_PER_CHANNEL -32 -COMPRESSION_TYPE NONE -WRITE_XML N \
      -VERBOSE_TYPE QUIET -OUTFILE_NAME "$out.tif"
  fi
  measure "$name" cp "$out.fits" cp "$file" "$out.fits"
}

beside_peers() { # case type side
  local file=$work/$2-$3.fits
  image "$2" "$3" "$file"
  for _ in $(seq "$runs"); do
    cat "$file" >/dev/null
    tile "$1" visiomatic "$file"
    peers "$1" "$file"
  done
}

rice() {
  local plain=$work/int16-8192.fits file=$work/rice-8192.fits.fz
  if ! has fpack || ! has funpack; then
    echo "rice: left out, fpack and funpack (Debian package libcfitsio-bin) are not there." >&2
    return
  fi
  image int16 8192 "$plain"
  [ -s "$file" ] || fpack -r -O "$file" "$plain"
  for _ in $(seq "$runs"); do
    cat "$file" >/dev/null
    tile rice-8192 visiomatic "$file"
    measure rice-8192 funpack "$work/out.fits" funpack -O "$work/out.fits" "$file"
  done
}

batch() {
  local count=${BATCH:-200} separate=${SEPARATE:-10} folder=$work/batch
  mkdir -p "$folder"
  # All the same bytes: only their names make them different images.
  image int16 1024 "$folder/0001.fits"
  for i in $(seq 2 "$count"); do
    cp -n "$folder/0001.fits" "$folder/$(printf %04d "$i").fits"
  done
  one_by_one=$work/one-by-one.sh
  {
    echo 'set -e'
    for i in $(seq "$separate"); do
      printf '%q tile --cache_dir %q --max_cache_image_count 10000 --quiet %q\n' "$visiomatic" "$work/cache" \
        "$folder/$(printf %04d "$i").fits"
    done
  } >"$one_by_one"
  for _ in $(seq "$runs"); do
    tile "batch-of-$count" visiomatic "$folder"
    measure "$separate-by-one" visiomatic "$work/cache" bash "$one_by_one"
  done
}

growth() {
  local side file
  for side in ${GROWTH:-1024 2048 4096 8192 16384 32768}; do
    file=$work/float32-$side.fits
    alone "growth-$side" "$side" "$file"
    rm -f "$file"
  done
}

alone() { # case side file
  image float32 "$2" "$3"
  for _ in $(seq "$runs"); do
    cat "$3" >/dev/null
    tile "$1" visiomatic "$3"
  done
}

"$visiomatic" --version >/dev/null
for case in ${*:-float32 int16 rice batch}; do
  case $case in
    float32) beside_peers float32-16384 float32 16384 ;;
    int16) beside_peers int16-8192 int16 8192 ;;
    rice) rice ;;
    batch) batch ;;
    growth) growth ;;
    *)
      echo "There is no case '$case': float32, int16, rice, batch, growth." >&2
      exit 2
      ;;
  esac
done

printf '%s, %s cores, %s MiB, Linux %s, %s runs, load %s\n' \
  "$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1)" "$(nproc)" \
  "$(awk '/MemTotal/ { print int($2 / 1024) }' /proc/meminfo)" "$(uname -r)" "$runs" \
  "$(cut -d' ' -f1 /proc/loadavg)"
[ -z "$missing" ] || echo "Not there, and left out:$missing"
sort -s -t "$(printf '\t')" -k1,2 "$results" | awk -F'\t' '
  function median(list, n,   i, j, t) {
    for (i = 2; i <= n; i++)
      for (j = i; j > 1 && list[j - 1] > list[j]; j--) {
        t = list[j]; list[j] = list[j - 1]; list[j - 1] = t
      }
    return list[int((n + 1) / 2)]
  }
  function flush(   middle) {
    if (n) {
      middle = median(wall, n)   # and puts them in order
      printf "%-16s %-11s %8.2f %8.2f %8.2f %9.0f %11.1f\n", c, p,
        middle, wall[1], median(cpu, n), median(peak, n) / 1024, bytes / 1e6
    }
    n = 0
  }
  BEGIN {
    printf "%-16s %-11s %8s %8s %8s %9s %11s\n", "case", "program", "wall s", "least", "CPU s",
      "peak MiB", "output MB"
  }
  $1 != c || $2 != p { flush(); c = $1; p = $2 }
  { n++; wall[n] = $3 + 0; cpu[n] = $4 + 0; peak[n] = $5 + 0; bytes = $6 }
  END { flush() }'
