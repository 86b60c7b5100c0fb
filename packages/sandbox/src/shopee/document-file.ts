import { crc32 } from 'node:zlib';
import { PDFDocument } from '@cantoo/pdf-lib';
import { escapeHtml } from '../stage/incoming.ts';
import type { LabelContent } from '../stage/label-layout.ts';
import { renderLabelPdf } from '../stage/label-pdf.ts';
import type { Settings } from './settings.ts';

export interface LabelFile {
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/** The waybills of several packages in one file. Thermal types are A6 pages, the others an A6 label on an office page. */
export async function labelFile(contents: readonly LabelContent[], type: string, kind: Settings['labelFile']): Promise<LabelFile> {
  if (kind === 'html') return { contentType: 'text/html', bytes: Buffer.from(labelHtml(contents)) };
  const shape = type.startsWith('THERMAL') ? 'A6' : 'A4';
  const files = await Promise.all(contents.map((content) => renderLabelPdf(content, shape)));
  if (kind === 'zip') {
    const named = files.map((bytes, index) => ({ name: `${contents[index]?.packageId ?? index}.pdf`, bytes }));
    return { contentType: 'application/zip', bytes: zipOf(named) };
  }
  return { contentType: 'application/pdf', bytes: await joined(files) };
}

async function joined(files: readonly Uint8Array[]): Promise<Uint8Array> {
  const [only, ...others] = files;
  if (only && others.length === 0) return only;
  const document = await PDFDocument.create({ updateMetadata: false });
  for (const bytes of files) {
    const source = await PDFDocument.load(bytes, { updateMetadata: false });
    for (const page of await document.copyPages(source, source.getPageIndices())) document.addPage(page);
  }
  return await document.save({ useObjectStreams: false });
}

/** As some convenience-store channels send it. */
function labelHtml(contents: readonly LabelContent[]): string {
  const labels = contents.map(
    (content) => `<section><h1>${escapeHtml(content.carrier)}</h1><p>${escapeHtml(content.trackingNumber)}</p></section>`,
  );
  return `<!doctype html><html><head><meta charset="utf-8"><title>Waybill</title></head><body>${labels.join('')}</body></html>`;
}

/** A ZIP archive whose files are stored as they are. */
function zipOf(files: readonly { readonly name: string; readonly bytes: Uint8Array }[]): Buffer {
  const bodies: Buffer[] = [];
  const entries: Buffer[] = [];
  let offset = 0;
  for (const { name, bytes } of files) {
    const local = zipHeader('local', name, bytes, 0);
    entries.push(zipHeader('central', name, bytes, offset));
    bodies.push(local, Buffer.from(bytes));
    offset += local.length + bytes.length;
  }
  const directory = Buffer.concat(entries);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...bodies, directory, end]);
}

function zipHeader(kind: 'local' | 'central', name: string, bytes: Uint8Array, offset: number): Buffer {
  const isCentral = kind === 'central';
  // From "version needed" on, both kinds hold the same eight fields.
  const at = isCentral ? 6 : 4;
  const head = Buffer.alloc(isCentral ? 46 : 30);
  head.writeUInt32LE(isCentral ? 0x02014b50 : 0x04034b50, 0);
  head.writeUInt16LE(20, at);
  head.writeUInt32LE(crc32(bytes), at + 10);
  head.writeUInt32LE(bytes.length, at + 14);
  head.writeUInt32LE(bytes.length, at + 18);
  head.writeUInt16LE(Buffer.byteLength(name), at + 22);
  if (isCentral) head.writeUInt32LE(offset, 42);
  return Buffer.concat([head, Buffer.from(name)]);
}
