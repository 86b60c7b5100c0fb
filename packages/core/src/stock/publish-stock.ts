import { crashPoint, Together } from '@shopfleet/kernel';
import { findPublishable, notePublished, notePublishProblems, type PublishableVariant } from '../catalog/index.ts';
import { announceAll } from '../edge/index.ts';
import type { OpenedShop } from '../sync/index.ts';
import { publishClaimed } from './publishing/publish-claimed.ts';
import type { PublishStockDeps } from './publishing/publish-deps.ts';
import { endPush, messageOf, type PushOutcome, pushNumber } from './publishing/push-outcome.ts';
import { newPushNumber, notePushesAnswered, notePushesSent, standingNumbers } from './publishing/push-store.ts';
import { workOutNumbers } from './publishing/work-out-numbers.ts';
import type { PublishRequest } from './stock-jobs.ts';

interface PlainPush {
  readonly isGuaranteed: false;
  readonly variant: PublishableVariant;
  readonly number: number;
  readonly quantity: number;
}

interface EndedPush extends PlainPush {
  readonly outcome: PushOutcome;
}

type BegunPush = PlainPush | { readonly isGuaranteed: true; readonly variant: PublishableVariant };

/** Publishes the stock of one variant; see `createPublisher`. */
export type PublishStock = (tenantId: string, request: PublishRequest) => Promise<void>;

/**
 * Tells the marketplace how many units of a variant can be ordered now, and keeps what it accepted or why it refused. Says nothing when
 * the number stands there already, unless forced to; and nothing when the shop does not take its stock from here any more. Pushes that run
 * at the same time share the transactions before and after their calls: those cost more than the rest of a push.
 */
export function createPublisher(deps: PublishStockDeps): PublishStock {
  const begin = new Together<PublishRequest, BegunPush | undefined>((tenantId, requests) => beginPushes(deps, tenantId, requests));
  const end = new Together<EndedPush, undefined>((tenantId, pushes) => endPushes(deps, tenantId, pushes));
  return async (tenantId, request) => {
    const push = await begin.add(tenantId, request);
    if (!push) return;
    if (push.isGuaranteed) return publishClaimed(deps, tenantId, { variant: push.variant, isForced: request.isForced ?? false });
    crashPoint('stock.after-push-noted');
    const outcome = await openAndPush(deps, tenantId, push);
    crashPoint('stock.after-push-answered');
    await end.add(tenantId, { ...push, outcome });
    if (outcome.kind !== 'accepted') await endPush(deps, { tenantId, shopId: push.variant.shopId }, outcome.error);
  };
}

/** What is to be told of each variant now, noted before it leaves; undefined where there is nothing to tell. */
function beginPushes(
  deps: PublishStockDeps,
  tenantId: string,
  requests: readonly PublishRequest[],
): Promise<readonly (BegunPush | undefined)[]> {
  const ids = requests.map(({ variantId }) => variantId);
  return deps.db.asTenant(tenantId, async (tx) => {
    const [variants, numbers, standing] = await Promise.all([
      findPublishable(tx, tenantId, ids),
      workOutNumbers(tx, tenantId, ids),
      standingNumbers(tx, tenantId, ids),
    ]);
    const begun = requests.map(({ variantId, isForced }): BegunPush | undefined => {
      const variant = variants.get(variantId);
      const now = numbers.get(variantId);
      if (!variant?.isPublishing || !now) return undefined;
      if (now.isGuaranteed) return { isGuaranteed: true, variant };
      if (!isForced && standing.get(variantId) === now.quantity) return undefined;
      return { isGuaranteed: false, variant, number: newPushNumber(), quantity: now.quantity };
    });
    const leaving = begun.flatMap((push) => (push && !push.isGuaranteed ? [{ ...push, variantId: push.variant.id }] : []));
    await notePushesSent(tx, deps.clock, tenantId, leaving);
    return begun;
  });
}

async function openAndPush(deps: PublishStockDeps, tenantId: string, { variant, quantity }: PlainPush): Promise<PushOutcome> {
  let opened: OpenedShop;
  try {
    opened = await deps.openShop(tenantId, variant.shopId);
  } catch (error) {
    return { kind: 'refused', error };
  }
  return pushNumber(opened, variant, quantity);
}

async function endPushes(deps: PublishStockDeps, tenantId: string, pushes: readonly EndedPush[]): Promise<undefined[]> {
  const named = pushes.map((push) => ({ ...push, variantId: push.variant.id }));
  const accepted = named.filter(({ outcome }) => outcome.kind === 'accepted');
  await deps.db.asTenant(tenantId, (tx) =>
    Promise.all([
      notePushesAnswered(
        tx,
        tenantId,
        named.filter(({ outcome }) => outcome.kind !== 'doubt'),
      ),
      notePublishProblems(
        tx,
        tenantId,
        named.flatMap(({ variantId, outcome }) => (outcome.kind === 'accepted' ? [] : [{ variantId, problem: messageOf(outcome.error) }])),
      ),
      notePublished(tx, deps.clock, tenantId, accepted),
      announceAll(
        tx,
        deps.clock,
        tenantId,
        accepted.map(({ variantId }) => ({ topic: 'stock' as const, id: variantId, what: 'published' })),
      ),
    ]),
  );
  return pushes.map(() => undefined);
}
