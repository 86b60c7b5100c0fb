import { HubError } from '@shopfleet/kernel';
import type { Caller } from '../edge/index.ts';
import { shopRedirectUrl } from './begin-connection.ts';
import type { ConnectionDeps } from './connection-deps.ts';
import { exchangeForShops } from './exchange-grant.ts';
import { platformBySlug } from './find-platform.ts';
import { finishConsent, recordRefusal } from './finish-consent.ts';
import { requireOwnAccount } from './own-account.ts';
import { type StoredGrant, storeGrants } from './store-grant.ts';

export interface FinishedConnection {
  readonly platformTitle: string;
  /** One, or several where the consent was for several accounts at once. */
  readonly connections: readonly StoredGrant[];
}

/** The seller came back: checks the consent, exchanges the code, stores tokens and shops in one transaction. */
export async function finishConnection(
  deps: ConnectionDeps,
  caller: Caller | undefined,
  input: { slug: string; query: Readonly<Record<string, string>> },
): Promise<FinishedConnection> {
  const platform = platformBySlug(deps.platforms, input.slug);
  const redirectUrl = shopRedirectUrl(deps.publicUrl, input.slug);
  const visitor = { caller, permission: 'shops:write' as const };
  const consent = await finishConsent(deps, visitor, { platform, query: input.query, redirectUrl });
  const { tenantId } = consent;
  const actor = caller?.actor ?? { kind: 'user' as const, id: consent.userId };
  try {
    await requireOwnAccount(deps, caller, platform);
    const granted = await exchangeForShops(consent);
    return { connections: await storeGrants(deps, { tenantId, actor, platform }, granted), platformTitle: platform.manifest.title };
  } catch (error) {
    if (error instanceof HubError) await recordRefusal(deps, { tenantId, visitor, platform, code: error.code });
    throw error;
  }
}
