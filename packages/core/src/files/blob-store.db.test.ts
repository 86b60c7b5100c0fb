import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openBlobStore } from './index.ts';

let directory = '';
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'shopfleet-blobs-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

test('bytes are found again under their hash, and putting them twice, even at once, changes nothing', async () => {
  const store = await openBlobStore(directory);
  const bytes = randomBytes(20_000);
  const names = await Promise.all(Array.from({ length: 10 }, () => store.put(bytes)));
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  expect(new Set(names)).toEqual(new Set([sha256]));
  expect(Buffer.from(await store.get(sha256, { verify: true })).equals(bytes)).toBe(true);
  expect(await readdir(join(directory, 'incoming'))).toEqual([]);
});

test('a document that was damaged on the disk is refused when it is read with a check', async () => {
  const store = await openBlobStore(directory);
  const sha256 = await store.put(Buffer.from('label'));
  await writeFile(join(directory, sha256.slice(0, 2), sha256), 'lobel');
  await expect(store.get(sha256, { verify: true })).rejects.toMatchObject({ code: 'INTERNAL_ERROR' });
});

test('a name that is no hash never reaches the file system', async () => {
  const store = await openBlobStore(directory);
  await expect(store.get('../../etc/passwd')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(store.get('0'.repeat(64))).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(await store.has('0'.repeat(64))).toBe(false);
});
