import {
  fill,
  type PDFFont,
  type PDFPage,
  popGraphicsState,
  pushGraphicsState,
  rectangle,
  rgb,
  setFillingGrayscaleColor,
} from '@cantoo/pdf-lib';
import type { Barcode } from './label-bars.ts';
import { dotPt, type LabelPlace } from './label-layout.ts';

/** Draws in dots from the label's top left corner; PDF counts points from the page's bottom left. */
export class LabelPen {
  readonly #page: PDFPage;
  readonly #place: LabelPlace;
  readonly #fonts: { readonly plain: PDFFont; readonly bold: PDFFont };

  constructor(page: PDFPage, place: LabelPlace, fonts: { readonly plain: PDFFont; readonly bold: PDFFont }) {
    this.#page = page;
    this.#place = place;
    this.#fonts = fonts;
  }

  #x(dots: number): number {
    return (this.#place.leftDots + dots) * dotPt;
  }

  #y(dots: number): number {
    return this.#place.pageHeightPt - (this.#place.topDots + dots) * dotPt;
  }

  text(words: string, left: number, baseline: number, size: number, isBold = false): void {
    this.#page.drawText(printable(words), {
      x: this.#x(left),
      y: this.#y(baseline),
      size: size * this.#place.fontScale,
      font: isBold ? this.#fonts.bold : this.#fonts.plain,
      color: rgb(0, 0, 0),
    });
  }

  /** Width of a text, in dots. */
  textWidth(words: string, size: number, isBold = false): number {
    const font = isBold ? this.#fonts.bold : this.#fonts.plain;
    return font.widthOfTextAtSize(printable(words), size * this.#place.fontScale) / dotPt;
  }

  /** A filled box: lines, frames, bars. */
  box(left: number, top: number, width: number, height: number): void {
    this.#page.pushOperators(
      pushGraphicsState(),
      setFillingGrayscaleColor(0),
      rectangle(this.#x(left), this.#y(top + height), width * dotPt, height * dotPt),
      fill(),
      popGraphicsState(),
    );
  }

  /** A symbol as one path of rectangles, each edge on a dot. */
  symbol(symbol: Barcode, left: number, top: number, moduleDots: number, rowDots: number): void {
    this.#page.pushOperators(
      pushGraphicsState(),
      setFillingGrayscaleColor(0),
      ...symbol.areas.map((area) =>
        rectangle(
          this.#x(left + area.left * moduleDots),
          this.#y(top + (area.top + area.height) * rowDots),
          area.width * moduleDots * dotPt,
          area.height * rowDots * dotPt,
        ),
      ),
      fill(),
      popGraphicsState(),
    );
  }
}

/** The standard fonts know Latin-1 only. */
function printable(words: string): string {
  return words.replaceAll(/[^\u0020-\u007e\u00a0-\u00ff]/g, '?');
}
