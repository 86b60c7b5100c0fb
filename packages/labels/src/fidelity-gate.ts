import { decodeBarcodes, isExpected } from './barcode-reader.ts';
import type { Bitmap } from './bitmap.ts';
import { unreadable } from './unreadable-document.ts';

/**
 * Reads the codes of the pictures that will be printed. Throws `UNREADABLE_DOCUMENT` when `expect` is not among them: a parcel with
 * a label that does not scan, or with somebody else's label, must not leave the printer.
 */
export async function readPrintedBarcodes(pictures: readonly Bitmap[], expect?: string): Promise<string[]> {
  const texts: string[] = [];
  for (const picture of pictures) {
    const found = await decodeBarcodes(picture, expect === undefined ? {} : { expect });
    texts.push(...found.map(({ text }) => text));
  }
  requireExpected(texts, expect);
  return [...new Set(texts)];
}

export function requireExpected(found: readonly string[], expect: string | undefined): void {
  if (expect === undefined || found.some((text) => isExpected(text, expect))) return;
  const seen = found.length === 0 ? 'no barcode could be read' : `the barcodes say ${found.slice(0, 5).join(', ')}`;
  throw unreadable(
    `The label should carry ${expect}, but ${seen}. Fetch the label again, and check size and resolution of the printer's media.`,
  );
}
