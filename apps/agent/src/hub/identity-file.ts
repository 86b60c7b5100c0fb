import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { replaceFile } from '../journal/durable-file.ts';
import type { HubAddress } from './hub-address.ts';

const identitySchema = z.object({
  hubUrl: z.string(),
  agentId: z.string(),
  token: z.string(),
  pinned: z.object({ fingerprint: z.string(), certificatePem: z.string() }).optional(),
});
/** What pairing left behind: who this agent is for which hub. Holds the token, so the file is for its owner only. */
export type Identity = z.infer<typeof identitySchema>;

const pathIn = (directory: string): string => join(directory, 'agent.json');

export function readIdentity(directory: string): Identity | undefined {
  const path = pathIn(directory);
  return existsSync(path) ? identitySchema.parse(JSON.parse(readFileSync(path, 'utf8'))) : undefined;
}

export function writeIdentity(directory: string, identity: Identity): void {
  replaceFile(pathIn(directory), `${JSON.stringify(identity, null, 2)}\n`, 0o600);
}

export const addressOf = (identity: Identity): HubAddress => ({ url: identity.hubUrl, pinned: identity.pinned });
