import { createHash, hkdfSync, randomBytes } from 'node:crypto';
import { chmod, link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Sealer, Secret } from '@shopfleet/kernel';
import { z } from 'zod';
import type { GeneratedSecrets, HubConfig } from './config.ts';

const key = z.string().regex(/^[0-9a-f]{64}$/);
const fileSchema = z.object({ TOKEN_ENC_KEY: key, STATE_SECRET: key });

/** The secrets of a development install: made on the first start, then always the same. Readable by this user only. */
export async function keepDevelopmentSecrets(dataDirectory: string): Promise<GeneratedSecrets> {
  const path = join(dataDirectory, 'secrets.json');
  await mkdir(dataDirectory, { recursive: true });
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  const make = () => randomBytes(32).toString('hex');
  await writeFile(draft, JSON.stringify({ TOKEN_ENC_KEY: make(), STATE_SECRET: make() }, null, 2), { mode: 0o600, flush: true });
  try {
    await link(draft, path);
  } catch (error) {
    const isThere = error instanceof Error && 'code' in error && error.code === 'EEXIST';
    if (!isThere) throw error;
  } finally {
    await rm(draft, { force: true });
  }
  await chmod(path, 0o600);
  return readSecrets(path);
}

async function readSecrets(path: string): Promise<GeneratedSecrets> {
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
