import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { GreyBitmap } from './bitmap.ts';
import { convertLabel } from './convert-label.ts';
import { mediaDots } from './label-media.ts';
import { countDifferences, toGrey, toMono } from './mono-bitmap.ts';
import { renderPdfPage } from './render-page.ts';
import { fourBySix, makeLabel, makeSheet, trackingNumber } from './sample-label.ts';
import { makePng } from './sample-png.ts';
import { decodeZpl } from './zpl-decode.ts';

/** Our drawing and reading against Poppler's and ZBar's: Debian packages poppler-utils and zbar-tools. */
const run = promisify(execFile);
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'labels-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function poppler(pdf: Uint8Array): Promise<GreyBitmap> {
  const { widthDots, heightDots } = mediaDots(fourBySix);
  await writeFile(join(folder, 'label.pdf'), pdf);
  await run('pdftoppm', ['-gray', '-singlefile', '-scale-to-x', `${widthDots}`, '-scale-to-y', `${heightDots}`, 'label.pdf', 'label'], {
    cwd: folder,
  });
  const pgm = await readFile(join(folder, 'label.pgm'));
  return { kind: 'grey', width: widthDots, height: heightDots, pixels: pgm.subarray(pgm.length - widthDots * heightDots) };
}

async function zbar(picture: GreyBitmap): Promise<string[]> {
  await writeFile(join(folder, 'label.png'), makePng(picture));
  const { stdout } = await run('zbarimg', ['--nodbus', '--quiet', '--raw', 'label.png'], { cwd: folder });
  return stdout.trim().split('\n').sort();
}

const codes = [trackingNumber, `https://hub.example/o/${trackingNumber}`];

test('Poppler draws the same label, but for the edges of letters and lines', async () => {
  const label = await makeLabel();
  const ours = toMono(await renderPdfPage(label, mediaDots(fourBySix)));
  const theirs = toMono(await poppler(label));
  expect(countDifferences(ours, theirs) / (812 * 1218)).toBeLessThan(0.005);
});

test.each(['top-left', 'rotated', 'page-rotate', 'crop-box'] as const)(
  'a label cut out of a sheet (%s) is drawn by Poppler and read by ZBar',
  async (kind) => {
    const { bytes } = await convertLabel({
      bytes: await makeSheet(kind, await makeLabel()),
      format: 'application/pdf',
      media: { ...fourBySix, language: 'pdf' },
    });
    expect(await zbar(await poppler(bytes))).toEqual(codes);
  },
);

test('ZBar reads the picture inside of our ZPL', async () => {
  const { bytes } = await convertLabel({ bytes: await makeLabel(), format: 'application/pdf', media: { ...fourBySix, language: 'zpl' } });
  const [picture] = decodeZpl(bytes);
  expect(picture && (await zbar(toGrey(picture)))).toEqual(codes);
});
