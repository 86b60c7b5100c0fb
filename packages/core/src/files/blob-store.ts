import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { HubError } from '@shopfleet/kernel';

export interface BlobStore {
  /** Keeps the bytes; answers their SHA-256 in hexadecimal. Bytes that are there already cost one look. */
  put(bytes: Uint8Array): Promise<string>;
  /** Reads; with `verify`, also checks the hash. Throws `NOT_FOUND` when nothing has this name, `INTERNAL_ERROR` when the bytes changed. */
  get(sha256: string, options?: { readonly verify?: boolean }): Promise<Uint8Array>;
  has(sha256: string): Promise<boolean>;
}

const abandonedAfterMs = 3_600_000;
const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const isMissing = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'ENOENT';

/**
 * A store in a directory: `ab/abcd…`. Creates what is missing and clears away what a crash left half written. All folders are made at the
 * start: each call to the file system costs the hub's one thread more than the disk does.
 */
export async function openBlobStore(directory: string): Promise<BlobStore> {
  const incoming = join(directory, 'incoming');
  await mkdir(incoming, { recursive: true });
  await clearAbandoned(incoming);
  await createFolders(directory);
  const pathOf = (sha256: string) => {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new HubError('NOT_FOUND', { message: 'A document is named by 64 hexadecimal digits' });
    return join(directory, sha256.slice(0, 2), sha256);
  };
  const has = async (sha256: string) => (await sizeOf(pathOf(sha256))) !== undefined;
  return {
    has,
    async put(bytes) {
      const sha256 = hashOf(bytes);
      const path = pathOf(sha256);
      if ((await sizeOf(path)) !== bytes.length) await writeWhole(join(incoming, randomUUID()), path, bytes);
      return sha256;
    },
    async get(sha256, { verify = false } = {}) {
      const bytes = await read(pathOf(sha256));
      if (verify && hashOf(bytes) !== sha256)
        throw new HubError('INTERNAL_ERROR', { message: `The stored document ${sha256.slice(0, 12)}… was damaged on the disk` });
      return bytes;
    },
  };
}

async function sizeOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

async function read(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    if (isMissing(error)) throw new HubError('NOT_FOUND', { message: 'This document is not stored here', cause: error });
    throw error;
  }
}

/** To a file of its own, to the disk, then under its name: a crash leaves the whole document or none. */
async function writeWhole(temporary: string, path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(temporary, 'wx', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(temporary, path);
  await syncFolder(dirname(path));
}

/** One folder for each first byte. */
async function createFolders(directory: string): Promise<void> {
  const there = new Set(await readdir(directory));
  const missing = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0')).filter((name) => !there.has(name));
  if (missing.length === 0) return;
  await Promise.all(missing.map((name) => mkdir(join(directory, name), { recursive: true })));
  await syncFolder(directory);
}

/** Makes a new name survive a power cut. Windows does this by itself. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function clearAbandoned(incoming: string): Promise<void> {
  for (const name of await readdir(incoming)) {
    const path = join(incoming, name);
    try {
      if (Date.now() - (await stat(path)).mtimeMs > abandonedAfterMs) await rm(path);
    } catch (error) {
      // Another process of this hub may be putting it in its place just now.
      if (!isMissing(error)) throw error;
    }
  }
}
