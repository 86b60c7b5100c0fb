import { crc32, deflateSync } from 'node:zlib';
import { bitsOf } from './chance.ts';
import type { Picture } from './picture-link.ts';

type Colour = readonly [red: number, green: number, blue: number];

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const shades = 16;

/** A small PNG of two colours and a shape, always the same for the same thing: 9:16 for covers, square for avatars. */
export function drawPicture({ kind, id, size }: Picture): Buffer {
  const height = size;
  const width = kind === 'cover' ? Math.round((size * 9) / 16) : size;
  let sum = 0;
  for (let at = 0; at < id.length; at += 1) sum = Math.imul(sum, 31) + id.charCodeAt(at);
  const bits = bitsOf(sum, height, 0, 0);
  const from = colourOf(bits & 255, 0.55);
  const to = colourOf((bits & 255) + 40 + ((bits >>> 8) & 63), 0.3);
  const palette = Array.from({ length: shades }, (_, shade) => between(from, to, shade / (shades - 1)));
  palette.push([255, 255, 255]);
  const rows = Buffer.alloc((width + 1) * height);
  const [middleX, middleY, reach] = [width / 2, height * 0.45, width * (0.2 + ((bits >>> 16) & 15) / 100)];
  const isRound = (bits >>> 20) % 2 === 0;
  for (let y = 0; y < height; y += 1) {
    const shade = Math.floor((y * shades) / height);
    const start = y * (width + 1);
    rows.fill(shade, start + 1, start + 1 + width);
    const half = halfWidth(isRound, reach, Math.abs(y - middleY));
    if (half > 0) rows.fill(shades, start + 1 + Math.floor(middleX - half), start + 1 + Math.ceil(middleX + half));
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // Eight bits a pixel, by palette.
  header.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.flat())),
    chunk('IDAT', deflateSync(rows, { level: 6 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Half the width of a circle or a diamond at a distance from its middle. */
function halfWidth(isRound: boolean, reach: number, distance: number): number {
  if (distance >= reach) return 0;
  return isRound ? Math.sqrt(reach * reach - distance * distance) : reach - distance;
}

function chunk(type: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(content.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

/** A colour of the circle (0–255) with medium strength. */
function colourOf(turn: number, lightness: number): Colour {
  const part = (shift: number): number => {
    const wave = Math.cos(((turn + shift) / 256) * 2 * Math.PI);
    return Math.round(255 * Math.min(1, Math.max(0, lightness + wave * 0.28)));
  };
  return [part(0), part(171), part(85)];
}

const between = (from: Colour, to: Colour, share: number): Colour => [
  Math.round(from[0] + (to[0] - from[0]) * share),
  Math.round(from[1] + (to[1] - from[1]) * share),
  Math.round(from[2] + (to[2] - from[2]) * share),
];
