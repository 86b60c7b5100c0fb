import { createHash } from 'node:crypto';
import type { Bitmap, MonoBitmap } from './bitmap.ts';
import type { ConvertedLabel, LabelRequest, LabelTimings, PrintFormat } from './converted-label.ts';
import { readPrintedBarcodes } from './fidelity-gate.ts';
import { fitDocument } from './fit-document.ts';
import { mediaDots, type PrinterLanguage, type PrinterMedia, pwgMediaName } from './label-media.ts';
import { toMono } from './mono-bitmap.ts';
import { checkZpl } from './native-zpl.ts';
import { withPdf } from './pdf-engine.ts';
import { pngToPdf } from './png-page.ts';
import { decodePwgRaster } from './pwg-decode.ts';
import { encodePwgRaster } from './pwg-encode.ts';
import { renderOpenPage } from './render-page.ts';
import { decodeZpl } from './zpl-decode.ts';
import { encodeZpl } from './zpl-encode.ts';

const formats: Record<PrinterLanguage, PrintFormat> = {
  pdf: 'application/pdf',
  zpl: 'application/vnd.zebra-zpl',
  'pwg-raster': 'image/pwg-raster',
};

/**
 * Makes the bytes for one printer out of a label: fit, draw at the printer's resolution, encode, then read the barcodes back from
 * the encoded bytes. A PDF that has the size of the media already stays byte for byte what it was on a PDF printer.
 * Throws `UNREADABLE_DOCUMENT` when the document is damaged or when `expect` cannot be read on the result.
 */
export async function convertLabel(request: LabelRequest): Promise<ConvertedLabel> {
  const clock = stopwatch();
  if (request.format === 'application/vnd.zebra-zpl') {
    const checked = await checkZpl(request);
    return finish(request.bytes, 'zpl', { ...checked, scale: 1 }, { ...clock.laps, decode: clock.lap(), total: clock.total() });
  }
  const { media, expect } = request;
  const source = request.format === 'image/png' ? await pngToPdf(request.bytes, media) : request.bytes;
  const fitted = await fitDocument(source, media, expect === undefined ? {} : { expect });
  const fit = clock.lap();
  const pages = await drawPages(fitted.pdf, media);
  const render = clock.lap();
  const bytes = encode(fitted.pdf, pages, media);
  const encodeMs = clock.lap();
  const barcodes = await readPrintedBarcodes(printedPictures(bytes, pages, media), expect);
  const timings = { fit, render, encode: encodeMs, decode: clock.lap(), total: clock.total() };
  const unread = barcodes.length === 0 ? ['No barcode could be read on this label.'] : [];
  return finish(bytes, media.language, { barcodes, scale: fitted.scale, warnings: [...fitted.warnings, ...unread] }, timings);
}

const drawPages = (pdf: Uint8Array, media: PrinterMedia): Promise<MonoBitmap[]> =>
  withPdf(pdf, async (document, count) => {
    const pages: MonoBitmap[] = [];
    for (let index = 0; index < count; index++) pages.push(toMono(await renderOpenPage(document, index, mediaDots(media))));
    return pages;
  });

function encode(pdf: Uint8Array, pages: readonly MonoBitmap[], media: PrinterMedia): Uint8Array {
  if (media.language === 'pdf') return pdf;
  if (media.language === 'zpl') return Buffer.concat(pages.map((page) => encodeZpl(page)));
  return encodePwgRaster(pages, { dpi: media.dpi, media: pwgMediaName(media) });
}

/** What the printer will make of the bytes: decoded from them again, so that a fault of the encoder is caught as well. */
function printedPictures(bytes: Uint8Array, drawn: readonly MonoBitmap[], { language }: PrinterMedia): readonly Bitmap[] {
  if (language === 'pdf') return drawn;
  return language === 'zpl' ? decodeZpl(bytes) : decodePwgRaster(bytes).map(({ bitmap }) => bitmap);
}

type Reading = Pick<ConvertedLabel, 'barcodes' | 'scale' | 'warnings'>;

const finish = (bytes: Uint8Array, language: PrinterLanguage, reading: Reading, timingsMs: LabelTimings): ConvertedLabel => ({
  bytes,
  format: formats[language],
  sha256: createHash('sha256').update(bytes).digest('hex'),
  ...reading,
  timingsMs,
});

function stopwatch() {
  const start = performance.now();
  let last = start;
  const lap = () => {
    const before = last;
    last = performance.now();
    return last - before;
  };
  return { lap, total: () => performance.now() - start, laps: { fit: 0, render: 0, encode: 0 } };
}
