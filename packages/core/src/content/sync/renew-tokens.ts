import { renewAhead } from '../../connections/index.ts';
import type { ReadingOutcome } from './reading-outcome.ts';
import { finishItem, type RunContext } from './run-context.ts';
import type { SyncItem } from './sync-item-store.ts';

/** Renews the tokens of an account when they have used half of their life. */
export async function renewTokens(context: RunContext, item: SyncItem): Promise<ReadingOutcome> {
  const outcome = await renewAhead(context.deps, context.tenantId, item.connectionId);
  if (outcome === 'needs-reconnect') {
    const message = 'The platform refused to renew the access: the account must be connected again';
    return { kind: 'failed', message, rawError: '', isAccountsFault: false };
  }
  const isRenewed = outcome === 'renewed';
  if (isRenewed) context.progress.called();
  const end = { state: 'done', calls: isRenewed ? 1 : 0, videos: 0, message: isRenewed ? 'Renewed' : '' } as const;
  return finishItem(context, item, end, undefined, { refreshed: isRenewed ? 1 : 0, isLogged: isRenewed });
}
