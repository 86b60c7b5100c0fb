/**
 * Label documents: draw, fit to the media, encode for the printer, and read the barcodes back from what will be printed.
 * Pure computation on bytes; refusals are `UNREADABLE_DOCUMENT`. Nothing is loaded from a network.
 */
export { type Bar, type BarcodeDrawing, drawBarcode, type LinearSymbology, type MatrixSymbology } from './barcode-bars.ts';
export { type Barcode, type DecodeOptions, decodeBarcodes, isExpected } from './barcode-reader.ts';
export { type Bitmap, cropGrey, type GreyBitmap, type MonoBitmap, type PixelBox, rotateGrey } from './bitmap.ts';
export { convertLabel } from './convert-label.ts';
export type { ConvertedLabel, LabelRequest, LabelTimings, PrintFormat, SourceFormat } from './converted-label.ts';
export { type FittedDocument, type FittedPage, fitDocument } from './fit-document.ts';
export { inkBox, trimGrey } from './ink-box.ts';
export {
  isMediaSize,
  type LabelMedia,
  mediaDots,
  mediaPoints,
  type PrinterLanguage,
  type PrinterMedia,
  pwgMediaName,
} from './label-media.ts';
export type { Placement, PointBox } from './label-placement.ts';
export { createLabelPool, type LabelPool, type LabelPoolOptions } from './label-pool.ts';
export { countDifferences, isInk, toGrey, toMono } from './mono-bitmap.ts';
export { pdfLimits } from './pdf-engine.ts';
export { decodePwgRaster } from './pwg-decode.ts';
export { encodePwgRaster } from './pwg-encode.ts';
export { type RenderSize, renderPdfPage } from './render-page.ts';
export { makeTestPage, type TestPageOptions, testPageCode } from './test-page.ts';
export { type PdfFacts, validatePdf } from './validate-pdf.ts';
export { decodeZpl } from './zpl-decode.ts';
export { encodeZpl, type ZplOptions } from './zpl-encode.ts';
