import { createHash, hkdfSync, randomBytes } from 'node:crypto';
import { chmod, link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Sealer, Secret } from '@shopfleet/kernel';
import { z } from 'zod';
import type { GeneratedSecrets, HubConfig } from './config.ts';

const key = z.string().regex(/^[0-9a-f]{64}$/);
const fileSchema = z.object({ TOKEN_ENC_KEY: key, STATE_SECRET: key });

const make = () => randomBytes(32).toString('hex');

/** The secrets of a development install: made on the first start, then always the same. Readable by this user only. */
export async function keepDevelopmentSecrets(dataDirectory: string): Promise<Pick<GeneratedSecrets, 'TOKEN_ENC_KEY' | 'STATE_SECRET'>> {
  const path = join(dataDirectory, 'secrets.json');
  await keepOnce(path, () => JSON.stringify({ TOKEN_ENC_KEY: make(), STATE_SECRET: make() }, null, 2));
  return readSecrets(path);
}

/** The admin key of a development install, alone in its file so that `$(cat …)` gives it to a script. */
export async function keepAdminKey(dataDirectory: string): Promise<string> {
  const path = join(dataDirectory, 'admin-api-key');
  await keepOnce(path, make);
  const kept = (await readFile(path, 'utf8')).trim();
  if (kept.length < 32) throw new Error(`${path} is damaged. Delete it, and the next start makes a new key`);
  return kept;
}

/** Writes a file that is not there yet; of several processes that start together, one wins for all. */
async function keepOnce(path: string, content: () => string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  await writeFile(draft, content(), { mode: 0o600, flush: true });
  try {
    await link(draft, path);
  } catch (error) {
    const isThere = error instanceof Error && 'code' in error && error.code === 'EEXIST';
    if (!isThere) throw error;
  } finally {
    await rm(draft, { force: true });
  }
  await chmod(path, 0o600);
}

async function readSecrets(path: string): Promise<z.infer<typeof fileSchema>> {
  const text = await readFile(path, 'utf8');
  try {
    return fileSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new Error(`${path} is damaged. Restore it from a backup; without it, stored marketplace tokens cannot be opened`, { cause });
  }
}

/** A key's public name: what a ciphertext says that it was sealed with. */
export function keyIdOf(tokenKey: Secret): string {
  return createHash('sha256').update(`key id ${tokenKey.reveal().toLowerCase()}`).digest('hex').slice(0, 12);
}

/** Seals with the first key, opens with all. */
export function createSealer(config: Pick<HubConfig, 'tokenKeys'>): Sealer {
  const keys = new Map(config.tokenKeys.map((secret) => [keyIdOf(secret), Buffer.from(secret.reveal(), 'hex')]));
  return new Sealer(keys, keyIdOf(config.tokenKeys[0]));
}

/** A secret for one purpose, made from the state secret. */
export function deriveSecret(stateSecret: Secret, purpose: string): Secret {
  return new Secret(
    Buffer.from(hkdfSync('sha256', Buffer.from(stateSecret.reveal(), 'hex'), '', `shopfleet ${purpose}`, 32)).toString('hex'),
  );
}
