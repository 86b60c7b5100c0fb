import bwip from 'bwip-js/node';

/** A black rectangle in modules, the width of the thinnest bar; origin at the top left. */
export interface Bar {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface BarcodeDrawing {
  readonly widthModules: number;
  readonly heightModules: number;
  readonly bars: readonly Bar[];
}

export type LinearSymbology = 'code128' | 'code39' | 'interleaved2of5' | 'ean13';
export type MatrixSymbology = 'qrcode' | 'datamatrix' | 'pdf417';

/** Rectangles of a barcode, without quiet zone and text. Linear codes are one module high: stretch them as you like. */
export function drawBarcode(symbology: LinearSymbology | MatrixSymbology, text: string): BarcodeDrawing {
  const [drawing] = bwip.raw({ bcid: symbology, text });
  if (drawing === undefined) throw new TypeError(`No drawing for ${symbology}`);
  return 'sbs' in drawing ? linearBars(drawing.sbs) : matrixBars(drawing.pixs, drawing.pixx, drawing.pixy);
}

function linearBars(widths: readonly number[]): BarcodeDrawing {
  const bars: Bar[] = [];
  let x = 0;
  widths.forEach((width, index) => {
    if (index % 2 === 0) bars.push({ x, y: 0, width, height: 1 });
    x += width;
  });
  return { widthModules: x, heightModules: 1, bars };
}

function matrixBars(pixels: readonly number[], columns: number, rows: number): BarcodeDrawing {
  const bars: Bar[] = [];
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++) {
      const start = x;
      while (x < columns && pixels[y * columns + x]) x++;
      if (x > start) bars.push({ x: start, y, width: x - start, height: 1 });
    }
  }
  return { widthModules: columns, heightModules: rows, bars };
}
