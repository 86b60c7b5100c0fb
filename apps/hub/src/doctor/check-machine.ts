import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Finding, failed, ok, warning } from './finding.ts';

const lowBytes = 1024 ** 3;

/** Writes, reads and removes a file where documents are kept. */
export async function checkFiles(dataDirectory: string): Promise<Finding> {
  const directory = join(dataDirectory, 'files');
  await mkdir(directory, { recursive: true });
  const path = join(directory, `.doctor-${randomBytes(6).toString('hex')}`);
  await writeFile(path, 'written', { flush: true });
  const isSame = (await readFile(path, 'utf8')) === 'written';
  await rm(path);
  return isSame
    ? ok('documents', `${directory} takes files`)
    : failed('documents', `${directory} gives back other bytes`, 'Check the disk');
}

export async function checkDisk(dataDirectory: string): Promise<Finding> {
  const { bavail, bsize } = await statfs(dataDirectory);
  const free = bavail * bsize;
  const detail = `${(free / 1024 ** 3).toFixed(1)} GB free`;
  return free > lowBytes ? ok('disk', detail) : warning('disk', detail, `Free some space below ${dataDirectory}`);
}
