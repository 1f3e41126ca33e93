// Reads uncompressed two and three-dimensional FITS images, for pictures with real sky in them.
import { readFileSync } from 'node:fs';

const READERS = {
  8: ['readUInt8', 1],
  16: ['readInt16BE', 2],
  32: ['readInt32BE', 4],
  '-32': ['readFloatBE', 4],
  '-64': ['readDoubleBE', 8],
};

/** Header, size and planes of the primary HDU, row 0 at the top. */
export function readFits(path) {
  const bytes = readFileSync(path);
  const header = {};
  let at = 0;
  for (; ; at += 80) {
    const card = bytes.toString('latin1', at, at + 80);
    const keyword = card.slice(0, 8).trim();
    if (keyword === 'END') {
      break;
    }
    const value = /^= +(?:'([^']*)'|([^ /]+))/.exec(card.slice(8));
    if (value) {
      header[keyword] = value[1]?.trim() ?? (Number.isNaN(Number(value[2])) ? value[2] : Number(value[2]));
    }
  }
  const start = Math.ceil((at + 80) / 2880) * 2880;
  const { NAXIS1: width, NAXIS2: height, NAXIS3: channels = 1, BSCALE = 1, BZERO = 0 } = header;
  const [reader, size] = READERS[header.BITPIX];
  const planes = Array.from({ length: channels }, (_, c) => {
    const plane = new Float32Array(width * height);
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const place = start + size * ((c * height + y) * width + x);
        plane[(height - 1 - y) * width + x] = BZERO + BSCALE * bytes[reader](place);
      }
    }
    return plane;
  });
  return { header, width, height, planes };
}
