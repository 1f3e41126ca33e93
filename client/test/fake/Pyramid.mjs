// Levels and tiles as the server makes them: see "Pyramid" and "Pixels" in the API description.

function bits(n) {
  return n === 0 ? 0 : Math.floor(Math.log2(n)) + 1;
}

/** One level: planes of float pixels, row 0 at the top of the displayed image. */
class Level {
  constructor(width, height, planes) {
    Object.assign(this, { width, height, planes });
  }

  half() {
    const width = Math.max(1, this.width >> 1);
    const height = Math.max(1, this.height >> 1);
    const planes = this.planes.map((plane) => {
      const mean = new Float32Array(width * height);
      for (let y = 0; y < height; y++) {
        for (let x = 0; x < width; x++) {
          let sum = 0;
          let count = 0;
          for (let dy = 0; dy < 2 && 2 * y + dy < this.height; dy++) {
            for (let dx = 0; dx < 2 && 2 * x + dx < this.width; dx++) {
              sum += plane[(2 * y + dy) * this.width + 2 * x + dx];
              count++;
            }
          }
          mean[y * width + x] = sum / count;
        }
      }
      return mean;
    });
    return new Level(width, height, planes);
  }
}

const MAPS = {
  grey: (v) => [v, v, v],
  jet: (v) => [
    255 * clamp(1.5 - Math.abs((4 * v) / 255 - 3)),
    255 * clamp(1.5 - Math.abs((4 * v) / 255 - 2)),
    255 * clamp(1.5 - Math.abs((4 * v) / 255 - 1)),
  ],
  cool: (v) => [v, 255 - v, 255],
  hot: (v) => [255 * clamp(v / 95), 255 * clamp((v - 95) / 96), 255 * clamp((v - 191) / 64)],
};

function clamp(value) {
  return Math.min(1, Math.max(0, value));
}

export class Pyramid {
  /** `planes` have row 0 at the top. */
  constructor(width, height, planes, tile = [256, 256]) {
    this.tile = tile;
    this.count =
      Math.max(bits(Math.floor((width - 1) / tile[0])), bits(Math.floor((height - 1) / tile[1]))) +
      1;
    this.levels = [new Level(width, height, planes)];
    while (this.levels.length < this.count) {
      this.levels.push(this.levels.at(-1).half());
    }
  }

  /** Value at FITS pixel (x, y) of channel `c`. */
  value(x, y, c) {
    const { width, height, planes } = this.levels[0];
    const inside = x >= 1 && y >= 1 && x <= width && y <= height;
    return inside && planes[c - 1] ? planes[c - 1][(height - y) * width + x - 1] : null;
  }

  /** Bytes of tile `index` of resolution `r`, or undefined when there is none. */
  render(r, index, drawing) {
    const level = this.levels[Math.max(0, this.count - 1 - r)];
    const columns = Math.ceil(level.width / this.tile[0]);
    const rows = Math.ceil(level.height / this.tile[1]);
    if (r >= this.count || index >= columns * rows) {
      return undefined;
    }
    const left = (index % columns) * this.tile[0];
    const top = Math.floor(index / columns) * this.tile[1];
    const width = Math.min(this.tile[0], level.width - left);
    const height = Math.min(this.tile[1], level.height - top);
    const rgb = new Uint8Array(3 * width * height);
    const draw = drawing.channel ? mono(level, drawing) : colour(level, drawing);
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        rgb.set(draw((top + y) * level.width + left + x), 3 * (y * width + x));
      }
    }
    return { width, height, rgb };
  }
}

function stretch(value, [low, high], { contrast, brightness }) {
  return ((value - low) * contrast) / (high - low) + 0.01 * contrast * brightness;
}

function byte(value, { gamma, invert }) {
  const grey = Math.floor(255.49 * clamp(value) ** (1 / gamma));
  return invert ? 255 - grey : grey;
}

function mono(level, drawing) {
  const plane = level.planes[drawing.channel - 1];
  const cuts = drawing.cuts[drawing.channel - 1];
  const map = MAPS[drawing.map] ?? MAPS.grey;
  return (at) => map(byte(stretch(plane[at], cuts, drawing), drawing));
}

function colour(level, drawing) {
  const matrix = weights(drawing.mix, level.planes.length);
  return (at) => {
    const sum = [0, 0, 0];
    level.planes.forEach((plane, c) => {
      const value = stretch(plane[at], drawing.cuts[c], drawing);
      for (let part = 0; part < 3; part++) {
        sum[part] += matrix[c][part] * value;
      }
    });
    return sum.map((value) => byte(value, drawing));
  };
}

/** Mixing weights of all channels, interpolated between those given as [channel, rgb]. */
function weights(mix, channels) {
  if (mix.length === 0) {
    return Array.from({ length: channels }, () => [1, 1, 1]);
  }
  const given = [...mix].sort((a, b) => a[0] - b[0]);
  return Array.from({ length: channels }, (_, index) => {
    const channel = index + 1;
    const above = given.find(([c]) => c >= channel) ?? given.at(-1);
    const below = given.findLast(([c]) => c <= channel) ?? given[0];
    const share = above[0] === below[0] ? 0 : (channel - below[0]) / (above[0] - below[0]);
    return [0, 1, 2].map(
      (part) => ((1 - share) * below[1][part] + share * above[1][part]) * (3 / channels),
    );
  });
}
