import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { convertLabel, decodeZpl, makeTestPage, testPageCode } from '@shopfleet/labels';
import { fourBySix, temporaryDirectory } from './bench.ts';

const at = new Date('2026-03-04T05:06:07Z');

/** The text in the barcode of both documents. */
export const labelCode = testPageCode(at);

export async function labelPdf(): Promise<Buffer> {
  return Buffer.from(await makeTestPage({ media: fourBySix, printerName: 'Bench', at }));
}

/** The same label as the hub would send it to a Zebra. */
export async function labelZpl(): Promise<Buffer> {
  const converted = await convertLabel({ bytes: await labelPdf(), format: 'application/pdf', media: { ...fourBySix, language: 'zpl' } });
  return Buffer.from(converted.bytes);
}

/** A small ZPL label, for runs in which only the counting matters. */
export const plainZpl = (text: string): Buffer => Buffer.from(`^XA^FO50,50^A0N,60,60^FD${text}^FS^XZ\n`);

/** What `zbarimg` reads on a PDF drawn at 203 dots an inch. */
export function readPdf(path: string): string {
  using directory = temporaryDirectory();
  const picture = join(directory.path, 'page');
  execFileSync('pdftoppm', ['-r', '203', '-gray', '-singlefile', path, picture]);
  return readPicture(`${picture}.pgm`);
}

export function pdfPageSize(path: string): string {
  return /Page size:\s+([\d.]+ x [\d.]+)/.exec(execFileSync('pdfinfo', [path]).toString())?.[1] ?? '';
}

export function readZpl(zpl: Buffer): string {
  using directory = temporaryDirectory();
  const [label] = decodeZpl(zpl);
  if (label === undefined) throw new Error('The ZPL document holds no picture.');
  const picture = join(directory.path, 'label.pbm');
  writeFileSync(picture, Buffer.concat([Buffer.from(`P4\n${label.width} ${label.height}\n`), label.bits]));
  return readPicture(picture);
}

function readPicture(path: string): string {
  return execFileSync('zbarimg', ['--nodbus', '-q', '--raw', path], { stdio: ['ignore', 'pipe', 'ignore'] }).toString();
}
