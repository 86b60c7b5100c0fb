import { pairingClaimSchema, pairingPollSchema, pairingStartSchema } from '@shopfleet/contracts';
import type { HubApp } from '@shopfleet/core/edge';
import {
  authenticateAgent,
  claimPairing,
  countPairingStart,
  type PrintingDeps,
  pollPairing,
  readAgentDocument,
  startPairing,
  tryPairingCode,
} from '@shopfleet/core/printing';
import { HubError } from '@shopfleet/kernel';
import type { Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { z } from 'zod';
import { byteRange } from './byte-range.ts';

/**
 * The calls of agents that are no part of the people's API: pairing, and documents. They authenticate by code or device token.
 * `addressOf` says whose pairing tries are counted together.
 */
export function registerAgentCalls(app: HubApp, deps: PrintingDeps, addressOf: (c: Context) => string): void {
  app.use('/agent/pairing/*', bodyLimit({ maxSize: 16_384 }));
  app.post('/agent/pairing/claim', async (c) => {
    const claim = await bodyOf(c, pairingClaimSchema);
    return c.json(await tryPairingCode(deps, addressOf(c), () => claimPairing(deps, claim)));
  });
  app.post('/agent/pairing/start', async (c) => {
    const self = await bodyOf(c, pairingStartSchema);
    await countPairingStart(deps, addressOf(c));
    return c.json(await startPairing(deps, self));
  });
  app.post('/agent/pairing/token', async (c) => {
    const { deviceCode } = await bodyOf(c, pairingPollSchema);
    return c.json(await pollPairing(deps, deviceCode));
  });
  app.get('/agent/documents/:sha256', async (c) => {
    const agent = await authenticateAgent(deps.db, c.req.header('authorization'));
    if (!agent) throw new HubError('UNAUTHORIZED', { message: 'This agent is not paired, or was unpaired' });
    const { bytes, format } = await readAgentDocument(deps, agent, c.req.param('sha256'));
    return documentAnswer(c, bytes, format);
  });
}

function documentAnswer(c: Context, bytes: Uint8Array, format: string): Response {
  const range = byteRange(c.req.header('range'), bytes.length);
  const headers = { 'content-type': format, 'accept-ranges': 'bytes', 'cache-control': 'private, no-store' };
  if (range === 'whole') return c.body(new Uint8Array(bytes), 200, headers);
  if (range === 'outside') return c.body(null, 416, { ...headers, 'content-range': `bytes */${bytes.length}` });
  const part = new Uint8Array(bytes.subarray(range.from, range.to + 1));
  return c.body(part, 206, { ...headers, 'content-range': `bytes ${range.from}-${range.to}/${bytes.length}` });
}

async function bodyOf<T>(c: Context, schema: z.ZodType<T>): Promise<T> {
  const parsed = schema.safeParse(await readJson(c));
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map(({ path, code, message }) => ({ path: path.join('.'), code, message }));
  throw new HubError('INVALID_REQUEST', { fields });
}

async function readJson(c: Context): Promise<unknown> {
  try {
    return await c.req.json();
  } catch (cause) {
    throw new HubError('INVALID_REQUEST', { message: 'The body is not JSON', cause });
  }
}
