import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LabelRequest } from './converted-label.ts';
import { createLabelPool } from './label-pool.ts';
import { fourBySix, makeLabel, trackingNumber } from './sample-label.ts';

let folder = '';
let script: URL;
const label = await makeLabel();

/** The number that a request expects tells this thread how to misbehave. */
const badThread = `
import { parentPort } from 'node:worker_threads';
parentPort.on('message', ({ expect }) => {
  if (expect === 'throw') throw new Error('boom');
  if (expect === 'exit') process.exit(7);
  if (expect === 'hang') for (;;);
  if (expect === 'refuse') parentPort.postMessage({ kind: 'refused', code: 'UNREADABLE_DOCUMENT', message: 'no' });
  else setTimeout(() => parentPort.postMessage({ kind: 'label', label: { sha256: expect } }), 20);
});`;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'label-pool-'));
  await writeFile(join(folder, 'thread.mjs'), badThread);
  script = pathToFileURL(join(folder, 'thread.mjs'));
});
afterAll(() => rm(folder, { recursive: true }));

const request = (expected: string): LabelRequest => ({
  bytes: label,
  format: 'application/pdf',
  media: { ...fourBySix, language: 'zpl' },
  expect: expected,
});

test('a thread converts as the main thread does, and refuses with the same errors', async () => {
  await using pool = createLabelPool({ size: 2 });
  const labels = await Promise.all([1, 2, 3, 4].map(() => pool.convertLabel(request(trackingNumber))));
  expect(new Set(labels.map(({ sha256 }) => sha256)).size).toBe(1);
  expect(labels[0]?.barcodes).toContain(trackingNumber);
  await expect(pool.convertLabel(request('ANOTHER-NUMBER'))).rejects.toMatchObject({ name: 'HubError', code: 'UNREADABLE_DOCUMENT' });
});

test.each([
  ['throws', 'throw', /stopped/],
  ['exits', 'exit', /ended/],
  ['hangs', 'hang', /longer than 4 s/],
])('a thread that %s costs its document only; the next one gets a new thread', async (_, bad, message) => {
  await using pool = createLabelPool({ size: 1, timeoutMs: 4_000, script });
  const before = pool.convertLabel(request('before'));
  const broken = pool.convertLabel(request(bad));
  const after = pool.convertLabel(request('after'));
  await expect(broken).rejects.toMatchObject({ code: 'UNREADABLE_DOCUMENT', message: expect.stringMatching(message) });
  expect([(await before).sha256, (await after).sha256]).toEqual(['before', 'after']);
});

test('a refused document keeps its thread', async () => {
  await using pool = createLabelPool({ size: 1, script });
  await expect(pool.convertLabel(request('refuse'))).rejects.toMatchObject({ code: 'UNREADABLE_DOCUMENT', message: 'no' });
  expect((await pool.convertLabel(request('fine'))).sha256).toBe('fine');
});

test('beyond its queue the pool says that it is not ready', async () => {
  await using pool = createLabelPool({ size: 1, maxQueue: 1, script });
  const accepted = [pool.convertLabel(request('a')), pool.convertLabel(request('b'))];
  await expect(pool.convertLabel(request('c'))).rejects.toMatchObject({ code: 'NOT_READY', retryAfterSeconds: 2 });
  expect((await Promise.all(accepted)).map(({ sha256 }) => sha256)).toEqual(['a', 'b']);
});

test('a closed pool refuses what runs, what waits and what comes', async () => {
  const pool = createLabelPool({ size: 1, script });
  const pending = [pool.convertLabel(request('hang')), pool.convertLabel(request('waiting'))].map((label) =>
    label.catch((error: unknown) => error),
  );
  await pool.close();
  expect(await Promise.all(pending)).toEqual([
    expect.objectContaining({ code: 'NOT_READY' }),
    expect.objectContaining({ code: 'NOT_READY' }),
  ]);
  await expect(pool.convertLabel(request('late'))).rejects.toMatchObject({ code: 'NOT_READY' });
});
