import type { LabelRequest } from './converted-label.ts';
import { readPrintedBarcodes, requireExpected } from './fidelity-gate.ts';
import { mediaDots } from './label-media.ts';
import { unreadable } from './unreadable-document.ts';
import { decodeZpl } from './zpl-decode.ts';

/**
 * Checks ZPL that a carrier made. It goes to a ZPL printer as it is. Graphics are read like any picture; ZPL that draws with the
 * printer's own fonts and barcodes cannot be drawn here, so its texts are compared instead.
 */
export async function checkZpl({ bytes, media, expect }: LabelRequest): Promise<{ barcodes: string[]; warnings: string[] }> {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  if (!/\^XA[\s\S]*\^XZ/.test(text)) throw unreadable('This is not ZPL: it has no ^XA … ^XZ. Fetch the label again.');
  if (media.language !== 'zpl')
    throw unreadable('The label is ZPL, which only ZPL printers understand. Choose such a printer, or ask the carrier for PDF.');
  const pictures = decodeZpl(bytes);
  const { widthDots, heightDots } = mediaDots(media);
  const isTooLarge = pictures.some(({ width, height }) => width > widthDots + 8 || height > heightDots + 8);
  const warnings = isTooLarge ? [`The ZPL is made for larger media or another resolution than ${widthDots} × ${heightDots} dots.`] : [];
  if (pictures.length > 0) return { barcodes: await readPrintedBarcodes(pictures, expect), warnings };
  const texts = fieldTexts(text);
  requireExpected(texts, expect);
  return {
    barcodes: texts,
    warnings: [...warnings, 'The barcodes of this ZPL are drawn by the printer; their texts were compared, not their pictures.'],
  };
}

/** Texts of the fields that follow a barcode command, without the subset codes of Code 128 (`>:`, `>;`, `>5`). */
function fieldTexts(zpl: string): string[] {
  const fields = [...zpl.matchAll(/\^B[0-9A-Z][^^]*(?:\^(?!FD|FS|B)[^^]*)*\^FD([^^]*)\^FS/g)];
  return fields.map(([, text = '']) => text.replace(/>[:;0-9]/g, '').trim()).filter((text) => text !== '');
}
