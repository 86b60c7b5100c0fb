import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeZpl } from '@shopfleet/labels';

/** Draws a PDF as a 203 dpi printer would and answers what `zbarimg` reads on it. */
export function readPdf(path: string): string[] {
  using scratch = temporaryDirectory();
  const picture = join(scratch.path, 'page');
  execFileSync('pdftoppm', ['-r', '203', '-mono', '-singlefile', path, picture]);
  return readPicture(`${picture}.pbm`);
}

/** Unpacks the picture that a ZPL label holds, one dot a bit, and answers what `zbarimg` reads on it. */
export function readZpl(zpl: Buffer): string[] {
  using scratch = temporaryDirectory();
  const [label] = decodeZpl(zpl);
  if (label === undefined) throw new Error('The ZPL document holds no picture');
  const picture = join(scratch.path, 'label.pbm');
  writeFileSync(picture, Buffer.concat([Buffer.from(`P4\n${label.width} ${label.height}\n`), label.bits]));
  return readPicture(picture);
}

/** Width and height in millimetres, whole. */
export function pdfSizeMm(path: string): string {
  const [, width = '', height = ''] = /Page size:\s+([\d.]+) x ([\d.]+)/.exec(execFileSync('pdfinfo', [path]).toString()) ?? [];
  const mm = (points: string) => Math.round((Number(points) / 72) * 25.4);
  return `${mm(width)} x ${mm(height)}`;
}

function readPicture(path: string): string[] {
  const lines = execFileSync('zbarimg', ['--nodbus', '-q', '--raw', path], { stdio: ['ignore', 'pipe', 'ignore'] }).toString();
  return lines.split('\n').filter(Boolean);
}

function temporaryDirectory(): Disposable & { readonly path: string } {
  const path = mkdtempSync(join(tmpdir(), 'shopfleet-label-'));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}
