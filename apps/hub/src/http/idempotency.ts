import { AsyncLocalStorage } from 'node:async_hooks';
import { createHash } from 'node:crypto';
import { callerOf, type HubEnv } from '@shopfleet/core/edge';
import type { Database, Tx } from '@shopfleet/db';
import { crashPoint, HubError, type Sealer, Secret } from '@shopfleet/kernel';
import type { Context, MiddlewareHandler } from 'hono';
import { z } from 'zod';
import { claimRecord, findRecord, finishRecord, forgetRecord, markEffect, type RecordKey } from './idempotency-store.ts';

export interface IdempotencyDeps {
  readonly database: Database;
  readonly sealer: Sealer;
  /** A request that has not ended after this long was lost with its process. */
  readonly lostAfterMs?: number;
}

const keySchema = z.string().regex(/^[\x21-\x7e]{1,200}$/);
const answerSchema = z.object({ headers: z.record(z.string(), z.string()), body: z.string() });
const keptHeaders = ['content-type', 'etag', 'location'];
const running = new AsyncLocalStorage<RecordKey>();

/**
 * A POST with an Idempotency-Key takes effect once: repeats get the first answer, another body under the same key is refused, and
 * a repeat while the first is running is told to wait. Answers are kept sealed, since some hold a secret that is shown once.
 */
export function idempotency(deps: IdempotencyDeps, operation: string): MiddlewareHandler<HubEnv> {
  return async (c, next) => {
    const given = c.req.header('idempotency-key');
    if (given === undefined) return next();
    const key = recordKey(c, given, operation);
    const requestHash = await hashOfRequest(c);
    const { tenantId } = key;
    const isMine = await deps.database.asTenant(tenantId, (tx) => claimRecord(tx, key, requestHash, deps.lostAfterMs ?? 90_000));
    if (!isMine) return repeatAnswer(deps, key, requestHash);
    crashPoint('idempotency.after-claim');
    await running.run(key, next);
    crashPoint('idempotency.before-answer-kept');
    // A refusal that changed nothing may be tried again with the same key, later or with the right permission.
    const isForgotten = c.res.status >= 400 && (await deps.database.asTenant(tenantId, (tx) => forgetRecord(tx, key)));
    if (!isForgotten) await keepAnswer(deps, key, c.res.clone());
  };
}

/**
 * The database as request handlers see it: a transaction that wrote something for a request with an Idempotency-Key says so in the
 * record, in the same commit. After a crash it is then known whether the effect is there.
 */
export function markEffects(database: Database): Database {
  const marked = async <T>(tx: Tx, work: (tx: Tx) => Promise<T>): Promise<T> => {
    const result = await work(tx);
    const key = running.getStore();
    if (key) await markEffect(tx, key);
    return result;
  };
  return { ...database, asTenant: (tenantId, work) => database.asTenant(tenantId, (tx) => marked(tx, work)) };
}

function recordKey(c: Context<HubEnv>, given: string, operation: string): RecordKey {
  if (!keySchema.safeParse(given).success) {
    const fields = [{ path: 'Idempotency-Key', code: 'invalid_format', message: 'must be 1 to 200 visible ASCII characters' }];
    throw new HubError('INVALID_REQUEST', { fields });
  }
  const caller = callerOf(c);
  return { tenantId: caller.tenantId, key: given, operation: `${caller.actor.id} ${operation}` };
}

async function hashOfRequest(c: Context<HubEnv>): Promise<string> {
  const { search } = new URL(c.req.url);
  return createHash('sha256')
    .update(`${c.req.path}${search}\n`)
    .update(new Uint8Array(await c.req.arrayBuffer()))
    .digest('hex');
}

async function repeatAnswer(deps: IdempotencyDeps, key: RecordKey, requestHash: string): Promise<Response> {
  const record = await deps.database.asTenant(key.tenantId, (tx) => findRecord(tx, key));
  if (record && record.requestHash !== requestHash) {
    throw new HubError('IDEMPOTENCY_KEY_REUSED', { message: 'The first request with this key was another one; use a new key' });
  }
  if (!record || record.response === null) {
    const isEffectKept = record?.status === 0 && record.isLost;
    const message = isEffectKept
      ? 'The first request took effect, but its answer was lost; read the current state'
      : 'The first request with this key has not ended yet; try again in a moment';
    throw new HubError('IDEMPOTENCY_KEY_IN_USE', { message, retryAfterSeconds: 2 });
  }
  const { headers, body } = openAnswer(deps.sealer, record.response, key);
  const hasBody = record.status !== 204;
  return new Response(hasBody ? body : null, { status: record.status ?? 200, headers: { ...headers, 'idempotent-replayed': 'true' } });
}

/** An answer that was sealed with a key that has been rotated away since is lost; the effect is not. */
function openAnswer(sealer: Sealer, response: string, key: RecordKey): z.infer<typeof answerSchema> {
  try {
    return answerSchema.parse(JSON.parse(sealer.open(Buffer.from(response, 'base64'), rowName(key)).reveal()));
  } catch (cause) {
    const message = 'The first request took effect, but its answer cannot be opened any more; read the current state';
    throw new HubError('IDEMPOTENCY_KEY_IN_USE', { message, retryAfterSeconds: 2, cause });
  }
}

async function keepAnswer(deps: IdempotencyDeps, key: RecordKey, answer: Response): Promise<void> {
  const headers = Object.fromEntries(
    keptHeaders.flatMap((name) => [[name, answer.headers.get(name)]]).filter(([, value]) => value !== null),
  );
  const sealed = deps.sealer.seal(new Secret(JSON.stringify({ headers, body: await answer.text() })), rowName(key));
  await deps.database.asTenant(key.tenantId, (tx) => finishRecord(tx, key, answer.status, sealed.toString('base64')));
}

const rowName = (key: RecordKey): string => `idempotency:${key.tenantId}:${key.operation}:${key.key}`;
