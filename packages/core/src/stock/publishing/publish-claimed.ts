import type { Tx } from '@shopfleet/db';
import { RetryAt } from '@shopfleet/jobs';
import { crashPoint, type Secret } from '@shopfleet/kernel';
import { PlatformFailure } from '@shopfleet/platform-kit';
import { sql } from 'drizzle-orm';
import { notePublished, notePublishProblems, type PublishableVariant } from '../../catalog/index.ts';
import { announce } from '../../edge/index.ts';
import type { OpenedShop } from '../../sync/index.ts';
import { accept, isUnanswered, lose, refuse, send } from '../claims/claim.ts';
import { loadClaims, saveClaims } from '../claims/claim-store.ts';
import { type Claimant, decidePush, mostToPush, sharesOf } from '../claims/decide-push.ts';
import { lockClaims } from '../claims/lock-claims.ts';
import { publishRequest, requestPublish } from '../request-publish.ts';
import { drainClaimJob, publishStockJob } from '../stock-jobs.ts';
import type { PublishStockDeps } from './publish-deps.ts';
import { endPush, messageOf, type PushOutcome, pushNumber } from './push-outcome.ts';
import { newPushNumber } from './push-store.ts';

/** No answer after that: the request is dead. Longer than a call may wait for its slot and take. */
const pushLifeMs = 180_000;

interface ClaimedPush {
  readonly variant: PublishableVariant;
  readonly isForced: boolean;
}

/**
 * Guaranteed mode: tells a marketplace a new number if the claims allow one. The claim grows in the transaction before the request
 * leaves, so that a crash anywhere leaves it too large, never too small.
 */
export async function publishClaimed(deps: PublishStockDeps, tenantId: string, input: ClaimedPush): Promise<void> {
  const { variant } = input;
  const shop = { tenantId, shopId: variant.shopId };
  let opened: OpenedShop;
  try {
    opened = await deps.openShop(tenantId, variant.shopId);
  } catch (error) {
    await deps.db.asTenant(tenantId, (tx) => notePublishProblems(tx, tenantId, [{ variantId: variant.id, problem: messageOf(error) }]));
    return endPush(deps, shop, error);
  }
  const push = await claimAndSend(deps, tenantId, input, opened);
  if (!push) return;
  crashPoint('stock.after-push-noted');
  const outcome = await pushNumber(leavingBy(deps, opened, push.sentAtMs), variant, push.quantity);
  crashPoint('stock.after-push-answered');
  await keepOutcome(deps, tenantId, variant, push, outcome);
  if (outcome.kind === 'doubt') throw new RetryAt(deadAt(deps, deps.clock.now().getTime()), messageOf(outcome.error));
  if (outcome.kind === 'refused') await endPush(deps, shop, outcome.error);
}

/**
 * A request that still waits for its slot when half of its life is over does not leave any more: who asks for the token then (requests are
 * made, and signed, when their slot is there) is told that it was not sent.
 */
function leavingBy(deps: PublishStockDeps, opened: OpenedShop, sentAtMs: number): OpenedShop {
  const { access } = opened;
  const lastMs = sentAtMs + (deadAt(deps, sentAtMs).getTime() - sentAtMs) / 2;
  const token = async (refused?: Secret): Promise<Secret> => {
    if (deps.clock.now().getTime() > lastMs) throw new PlatformFailure('unavailable', 'The number waited too long to be sent');
    return access.token(refused);
  };
  return { ...opened, access: { ...access, token } };
}

const deadAt = (deps: PublishStockDeps, sentAtMs: number): Date => new Date(sentAtMs + (deps.pushLifeMs ?? pushLifeMs));

interface SentPush {
  readonly number: number;
  readonly quantity: number;
  readonly sentAtMs: number;
}

/** Decides, and writes down what is about to leave. */
async function claimAndSend(
  deps: PublishStockDeps,
  tenantId: string,
  input: ClaimedPush,
  opened: OpenedShop,
): Promise<SentPush | undefined> {
  const { variant, isForced } = input;
  const now = deps.clock.now();
  const wait = await deps.db.asTenant(tenantId, async (tx) => {
    const locked = await lockClaims(tx, deps.clock, tenantId, variant.id);
    const stored = locked?.stored.get(variant.id);
    if (!locked || !stored) return undefined;
    let { claim } = stored;
    if (claim.push && isUnanswered(claim)) {
      const dead = deadAt(deps, claim.push.sentAtMs);
      if (dead > now) return { until: dead };
      claim = lose(claim, claim.push.number);
    }
    const claimants = locked.group.claimants.map((one) => (one.variantId === variant.id ? { ...one, claim } : one));
    const group = { ...locked.group, claimants };
    const decision = decidePush(group, variant.id);
    const own = claimants.find((one) => one.variantId === variant.id);
    const forced = isForced && own && !claim.push ? Math.min(sharesOf(group).get(variant.id) ?? 0, mostToPush(group, own)) : undefined;
    const quantity = decision.kind === 'push' ? decision.quantity : forced;
    if (decision.kind === 'rest' && decision.why === 'siblings') {
      await requestPublish(tx, deps, tenantId, locked.skuIds, { except: variant.id });
    }
    if (quantity === undefined) {
      if (claim !== stored.claim) await saveClaims(tx, tenantId, new Map([[variant.id, { ...stored, claim }]]));
      return undefined;
    }
    const number = newPushNumber();
    const lagSeconds = opened.platform.manifest.orderLagSeconds ?? 60;
    const sent = send(claim, { number, quantity, atMs: now.getTime() });
    await saveClaims(tx, tenantId, new Map([[variant.id, { claim: sent, lagSeconds }]]));
    return { push: { number, quantity, sentAtMs: now.getTime() } };
  });
  if (wait?.until) throw new RetryAt(wait.until, 'The answer to the last push is missing: it may still arrive');
  return wait?.push;
}

async function keepOutcome(
  deps: PublishStockDeps,
  tenantId: string,
  variant: PublishableVariant,
  { number, quantity }: SentPush,
  outcome: PushOutcome,
): Promise<void> {
  await deps.db.asTenant(tenantId, async (tx) => {
    if (outcome.kind !== 'accepted') {
      await notePublishProblems(tx, tenantId, [{ variantId: variant.id, problem: messageOf(outcome.error) }]);
    }
    if (outcome.kind === 'doubt') return;
    const locked = await lockClaims(tx, deps.clock, tenantId, variant.id);
    const stored = (locked?.stored ?? (await loadClaims(tx, tenantId, [variant.id]))).get(variant.id);
    if (stored) {
      const now = deps.clock.now();
      const claim = outcome.kind === 'accepted' ? accept(stored.claim, number, now.getTime()) : refuse(stored.claim, number);
      await saveClaims(tx, tenantId, new Map([[variant.id, { ...stored, claim }]]));
      if (claim.push?.acceptedAtMs !== undefined) {
        const startAfter = new Date(claim.push.acceptedAtMs + stored.lagSeconds * 1_000);
        const request = { dedupeKey: variant.id, startAfter, replace: true };
        await deps.jobs.enqueue(tx, drainClaimJob, tenantId, { variantId: variant.id }, request);
      }
    }
    if (outcome.kind === 'refused') return askSiblings(tx, deps, tenantId, locked?.group.claimants ?? []);
    await notePublished(tx, deps.clock, tenantId, [{ variantId: variant.id, quantity }]);
    await announce(tx, deps.clock, tenantId, { topic: 'stock', id: variant.id, what: 'published' });
  });
}

/** What one marketplace refused, others may have: those that refused themselves wait for a change, or they would ask each other for ever. */
async function askSiblings(tx: Tx, deps: PublishStockDeps, tenantId: string, claimants: readonly Claimant[]): Promise<void> {
  const ids = claimants.filter(({ canPush }) => canPush).map(({ variantId }) => variantId);
  const { rows } = await tx.execute<{ id: string }>(sql`
    select id from listing_variant where tenant_id = ${tenantId} and id = any(${sql.param(ids)}::text[]) and publish_problem = ''`);
  await deps.jobs.enqueueMany(
    tx,
    publishStockJob,
    tenantId,
    rows.map(({ id }) => publishRequest(id, false)),
  );
}
