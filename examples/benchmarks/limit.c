/*
 * What a tile costs at least: tone mapping in vector instructions and libjpeg-turbo, on one thread, without a server.
 *
 *   cc -O3 -march=native -ffast-math limit.c -o limit -lturbojpeg -lm
 *   ./limit grey|colour SECONDS
 *
 * grey: one channel to one component; colour: five channels mixed to 4:4:4. 256² pixels of quality 95, the cuts of
 * requests.lua, another gamma for each tile. Noise and stars as in MakeImage.java lie in 64 MiB of floats for each
 * channel, so that tiles come from memory. Prints a line like that of requests.lua, and the CPU milliseconds of a tile.
 */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <turbojpeg.h>

enum { SIDE = 256, PIXELS = SIDE * SIDE, TILES = 256, CHANNELS = 5, STEPS = 1 << 14, NOISE = (1 << 20) + 7 };

static const float low[CHANNELS] = {1000, 990, 1000, 900, 1000};
static const float high[CHANNELS] = {2460, 2000, 3000, 2460, 2200};
static const float colours[CHANNELS][3] = {{0, 0, 1}, {0, 0.5f, 0.5f}, {0, 1, 0}, {0.5f, 0.5f, 0}, {1, 0, 0}};

static uint8_t levels[STEPS + 1];

static double now(clockid_t clock) {
  struct timespec time;
  clock_gettime(clock, &time);
  return time.tv_sec + 1e-9 * time.tv_nsec;
}

static double uniform(void) { return (rand() + 0.5) / (RAND_MAX + 1.0); }

static float sky(void) {
  double noise = sqrt(-2 * log(uniform())) * cos(6.283185307179586 * uniform());
  double flux = rand() % 1000 ? 0 : fmin(60000, 500 / (1.001 - uniform()));
  return 1000 + 30 * noise + flux;
}

/* Levels by the square root of the scaled value: finer where gamma is steep, and small enough for the first cache. */
static void curve(double gamma) {
  int step = 0;
  for (int level = 0; level < 256; level++) {
    int end = level == 255 ? STEPS + 1 : ceil(pow((level + 1) / 255.49, gamma / 2) * STEPS - 0.5);
    for (; step < end && step <= STEPS; step++) levels[step] = level;
  }
}

static void look_up(const float *restrict values, uint8_t *restrict samples, int stride) {
  int steps[PIXELS / 16];
  for (int part = 0; part < 16; part++, values += PIXELS / 16) {
    for (int i = 0; i < PIXELS / 16; i++) steps[i] = sqrtf(fminf(fmaxf(values[i], 0), 1)) * STEPS;
    for (int i = 0; i < PIXELS / 16; i++, samples += stride) *samples = levels[steps[i]];
  }
}

static void grey(const float *restrict tile, float *restrict plane, uint8_t *samples) {
  float factor = 1 / (high[0] - low[0]);
  for (int i = 0; i < PIXELS; i++) plane[i] = (tile[i] - low[0]) * factor;
  look_up(plane, samples, 1);
}

static void colour(const float *restrict tiles[], float *restrict planes, uint8_t *samples) {
  float *restrict red = planes, *restrict green = planes + PIXELS, *restrict blue = planes + 2 * PIXELS;
  float offset[3] = {0}, gain[CHANNELS][3];
  for (int channel = 0; channel < CHANNELS; channel++)
    for (int c = 0; c < 3; c++) {
      gain[channel][c] = colours[channel][c] * 3 / CHANNELS / (high[channel] - low[channel]);
      offset[c] -= gain[channel][c] * low[channel];
    }
  for (int i = 0; i < PIXELS; i++) {
    float r = offset[0], g = offset[1], b = offset[2];
#pragma GCC unroll 5
    for (int channel = 0; channel < CHANNELS; channel++) {
      float value = tiles[channel][i];
      r += gain[channel][0] * value;
      g += gain[channel][1] * value;
      b += gain[channel][2] * value;
    }
    red[i] = r, green[i] = g, blue[i] = b;
  }
  for (int c = 0; c < 3; c++) look_up(planes + c * PIXELS, samples + c, 3);
}

int main(int count, char **arguments) {
  if (count != 3 || (strcmp(arguments[1], "grey") && strcmp(arguments[1], "colour")) || atof(arguments[2]) <= 0) {
    fprintf(stderr, "usage: limit grey|colour SECONDS\n");
    return 2;
  }
  int mixed = !strcmp(arguments[1], "colour"), channels = mixed ? CHANNELS : 1;
  double seconds = atof(arguments[2]);
  float *image[CHANNELS] = {0}, *planes = malloc(3 * PIXELS * sizeof *planes);
  uint8_t *samples = malloc(3 * PIXELS), *file = tjAlloc(1 << 20);
  tjhandle codec = tjInitCompress();
  if (!planes || !samples || !file || !codec) return fprintf(stderr, "There is no memory.\n"), 1;
  for (int channel = 0; channel < channels; channel++) {
    image[channel] = malloc((size_t)TILES * PIXELS * sizeof(float));
    if (!image[channel]) return fprintf(stderr, "There is no memory.\n"), 1;
    for (size_t i = 0; i < (size_t)TILES * PIXELS; i++)
      image[channel][i] = i < NOISE ? sky() : image[channel][i - NOISE];
  }
  long made = 0, bytes = 0;
  double wall = now(CLOCK_MONOTONIC), cpu = now(CLOCK_THREAD_CPUTIME_ID);
  for (; now(CLOCK_MONOTONIC) < wall + seconds; made++) {
    size_t at = (size_t)(made * 1597 % TILES) * PIXELS;
    unsigned long size = 1 << 20;
    curve(1 / (0.45 + made % 10000 * 1e-6));
    if (mixed) {
      const float *tiles[CHANNELS];
      for (int channel = 0; channel < CHANNELS; channel++) tiles[channel] = image[channel] + at;
      colour(tiles, planes, samples);
    } else {
      grey(image[0] + at, planes, samples);
    }
    if (tjCompress2(codec, samples, SIDE, 0, SIDE, mixed ? TJPF_RGB : TJPF_GRAY, &file, &size,
                    mixed ? TJSAMP_444 : TJSAMP_GRAY, 95, TJFLAG_NOREALLOC | TJFLAG_ACCURATEDCT))
      return fprintf(stderr, "%s\n", tjGetErrorStr2(codec)), 1;
    bytes += size;
  }
  cpu = now(CLOCK_THREAD_CPUTIME_ID) - cpu;
  wall = now(CLOCK_MONOTONIC) - wall;
  printf("%ld\t%.1f\t%.3f\t%.3f\t%ld\t0\t%.4f\n", made, made / wall, cpu / made * 1e3, cpu / made * 1e3, bytes / made,
         cpu / made * 1e3);
  return 0;
}
