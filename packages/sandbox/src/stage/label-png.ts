import { crc32, deflateSync } from 'node:zlib';
import { dotsOf, letterWidth } from './dot-letters.ts';
import { type Barcode, code128, qrCode } from './label-bars.ts';
import { type LabelContent, type LabelPlace, type LabelShape, labelPlaces } from './label-layout.ts';

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** Black dots on white, one bit a dot, at 203 dpi. */
class DotSheet {
  readonly width: number;
  readonly height: number;
  readonly #stride: number;
  readonly #rows: Buffer;

  constructor(width: number, height: number) {
    this.width = width;
    this.height = height;
    this.#stride = 1 + Math.ceil(width / 8);
    // One is white; the first byte of a row is its filter.
    this.#rows = Buffer.alloc(this.#stride * height, 0xff);
    for (let row = 0; row < height; row += 1) this.#rows[row * this.#stride] = 0;
  }

  box(left: number, top: number, width: number, height: number): void {
    for (let y = top; y < Math.min(this.height, top + height); y += 1) {
      for (let x = left; x < Math.min(this.width, left + width); x += 1) {
        const at = y * this.#stride + 1 + (x >> 3);
        this.#rows[at] = (this.#rows[at] ?? 0xff) & ~(0x80 >> (x & 7));
      }
    }
  }

  symbol(symbol: Barcode, left: number, top: number, moduleDots: number, rowDots: number): void {
    for (const area of symbol.areas) {
      this.box(left + area.left * moduleDots, top + area.top * rowDots, area.width * moduleDots, area.height * rowDots);
    }
  }

  /** A line of letters, each dot `size` dots wide; what does not fit is left out. */
  text(words: string, left: number, top: number, size: number): void {
    const most = Math.floor((this.width - left - 16) / (letterWidth * size));
    [...words.slice(0, most)].forEach((letter, place) => {
      dotsOf(letter).forEach((column, x) => {
        for (let y = 0; y < 8; y += 1) {
          if (column & (1 << y)) this.box(left + (place * letterWidth + x) * size, top + y * size, size, size);
        }
      });
    });
  }

  encode(): Buffer {
    const header = Buffer.alloc(13);
    header.writeUInt32BE(this.width, 0);
    header.writeUInt32BE(this.height, 4);
    // One bit a pixel, grey.
    header.set([1, 0, 0, 0, 0], 8);
    const resolution = Buffer.alloc(9);
    // Dots a metre: 203 an inch.
    resolution.writeUInt32BE(7_992, 0);
    resolution.writeUInt32BE(7_992, 4);
    resolution[8] = 1;
    return Buffer.concat([
      signature,
      chunk('IHDR', header),
      chunk('pHYs', resolution),
      chunk('IDAT', deflateSync(this.#rows)),
      chunk('IEND', Buffer.alloc(0)),
    ]);
  }
}

/** The label as a picture of black and white dots, the same bytes for the same content. */
export function renderLabelPng(content: LabelContent, shape: LabelShape): Uint8Array {
  const place = labelPlaces[shape];
  const sheet = new DotSheet(place.widthDots, place.heightDots);
  drawFrame(sheet);
  const at = (share: number): number => Math.round(place.heightDots * share);
  sheet.text(content.carrier, 40, at(0.035), 6);
  sheet.text(content.service, 40, at(0.08), 3);
  drawBars(sheet, place, content.trackingNumber, at(0.13));
  drawParty(sheet, content.recipient, at(0.36), 4);
  drawParty(sheet, content.sender, at(0.56), 2);
  const qr = qrCode(content.trackingNumber);
  sheet.symbol(qr, place.widthDots - 60 - qr.widthModules * place.qrModuleDots, at(0.7), place.qrModuleDots, place.qrModuleDots);
  sheet.text(`Order ${content.orderIds.join(', ')}`, 40, at(0.66), 2);
  content.items.slice(0, 5).forEach((item, index) => {
    sheet.text(`${item.quantity} x ${item.sku}`.slice(0, 36), 40, at(0.72 + index * 0.03), 2);
  });
  sheet.text(content.issuer, 40, at(0.95), 2);
  return sheet.encode();
}

function drawFrame(sheet: DotSheet): void {
  sheet.box(16, 16, sheet.width - 32, 3);
  sheet.box(16, sheet.height - 19, sheet.width - 32, 3);
  sheet.box(16, 16, 3, sheet.height - 32);
  sheet.box(sheet.width - 19, 16, 3, sheet.height - 32);
}

function drawBars(sheet: DotSheet, place: LabelPlace, trackingNumber: string, top: number): void {
  const bars = code128(trackingNumber);
  const left = Math.floor((place.widthDots - bars.widthModules * place.moduleDots) / 2);
  sheet.symbol(bars, left, top, place.moduleDots, 170);
  sheet.text(trackingNumber, left, top + 185, 4);
}

function drawParty(sheet: DotSheet, party: LabelContent['recipient'], top: number, size: number): void {
  [`${party.name} ${party.phone}`, ...party.lines].forEach((line, index) => {
    sheet.text(line, 40, top + index * size * 12, size);
  });
}

function chunk(type: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(content.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}
