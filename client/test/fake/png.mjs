// Just enough PNG to send 8-bit RGB pictures.
import { crc32, deflateSync } from 'node:zlib';

function chunk(type, body) {
  const head = Buffer.concat([Buffer.from(type, 'latin1'), body]);
  const frame = Buffer.alloc(head.length + 8);
  frame.writeUInt32BE(body.length, 0);
  head.copy(frame, 4);
  frame.writeUInt32BE(crc32(head), head.length + 4);
  return frame;
}

/** Encodes `rgb` (three bytes per pixel, from the top) as a PNG file. */
export function encodePng(width, height, rgb) {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const lines = Buffer.alloc((3 * width + 1) * height);
  for (let y = 0; y < height; y++) {
    lines.set(rgb.subarray(3 * width * y, 3 * width * (y + 1)), (3 * width + 1) * y + 1);
  }
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(lines, { level: 1 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
