import type { Tx } from '@shopfleet/db';
import { HubError } from '@shopfleet/kernel';
import type { Actor } from '../../audit/index.ts';
import { changeMappings, type MappingDeps, type MappingOutcome } from './change-mappings.ts';
import { findMappingChanges } from './mapping-change-store.ts';
import { lockMappings } from './mapping-lock.ts';

/**
 * Takes changes back: one, or all of a batch. A variant whose mapping was changed since keeps what it has, and its outcome says so.
 * Throws `NOT_FOUND` when there is no such change.
 */
export async function undoMapping(
  tx: Tx,
  deps: MappingDeps,
  input: { tenantId: string; actor: Actor; which: { readonly changeId: string } | { readonly batchId: string }; batchId?: string },
): Promise<MappingOutcome[]> {
  const { tenantId, actor, which, batchId } = input;
  await lockMappings(tx, tenantId, 'exclusive');
  const changes = await findMappingChanges(tx, tenantId, which);
  if (changes.length === 0) throw new HubError('NOT_FOUND', { message: 'There is no such change of a mapping' });
  const outcomes = await changeMappings(tx, deps, {
    tenantId,
    actor,
    kind: 'undone',
    ...(batchId === undefined ? {} : { batchId }),
    wishes: changes.map(({ variantId, version, before, kind: undone }) => ({
      variantId,
      components: before.components,
      expectedVersion: version,
      // What the hub did by itself and a person took back, it does not do again.
      isByHand: undone === 'code' || undone === 'barcode' || before.isByHand,
    })),
  });
  return outcomes.map((outcome) =>
    outcome.refusal?.code === 'PRECONDITION_FAILED'
      ? { ...outcome, refusal: new HubError('CONFLICT', { message: changedSince }) }
      : outcome,
  );
}

const changedSince = 'The mapping of this variant was changed since; it is left as it is';
