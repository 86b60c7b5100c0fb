import { HubError } from '@shopfleet/kernel';
import { PlatformFailure } from '@shopfleet/platform-kit';
import type { Actor } from '../../audit/index.ts';
import { exchangeForGrant, finishConsent, openAccount, recordRefusal, visitorBinding } from '../../connections/index.ts';
import type { Caller } from '../../edge/index.ts';
import type { ContentDeps } from '../content-deps.ts';
import type { OutletRow } from '../outlets/outlet-row.ts';
import { findContentAccount, saveAccountNames } from './account-store.ts';
import { attachAccount } from './attach-account.ts';
import { type ConsentContext, consentContextSchema } from './begin-account-consent.ts';
import { requireContentPlatform } from './require-content-platform.ts';

export interface ConnectedAccount {
  readonly accountId: string;
  /** The handle, or else the name that it shows. */
  readonly name: string;
  readonly platformTitle: string;
  readonly outlet: OutletRow | undefined;
  /** What the granted scopes allow. */
  readonly can: { readonly profile: boolean; readonly counters: boolean; readonly videos: boolean };
}

const profileWithinMs = 5_000;

/**
 * Somebody came back from the platform: checks the consent, exchanges the code, stores tokens and account in one transaction, and then
 * asks for the account's names. Throws `OAUTH_…`, `INVITATION_…`, `ACCOUNT_ALREADY_CONNECTED`; every refusal is recorded.
 */
export async function finishAccountConsent(
  deps: ContentDeps,
  visitor: { caller: Caller | undefined; cookieHash: string | undefined },
  query: Readonly<Record<string, string>>,
): Promise<ConnectedAccount> {
  const { caller, cookieHash } = visitor;
  const platform = requireContentPlatform(deps.platforms);
  const binding = cookieHash === undefined ? undefined : visitorBinding(cookieHash);
  const { redirectUrl } = deps;
  const consent = await finishConsent(deps, { caller, binding, permission: 'content:write' }, { platform, query, redirectUrl });
  const { tenantId } = consent;
  const context = consentContextSchema.parse(consent.context);
  try {
    const grant = await exchangeForGrant(consent);
    const actor = actorOf(context, caller, consent.userId);
    const { accountId, connectionId, outlet } = await attachAccount(deps, { tenantId, actor, platform, grant, context });
    const name = await readNames(deps, { tenantId, accountId, connectionId });
    return { accountId, name, platformTitle: platform.manifest.title, outlet, can: platform.content.granted(grant.scopes) };
  } catch (error) {
    if (error instanceof HubError) {
      const own = context.by === 'operator' ? { caller } : { caller: undefined };
      await recordRefusal(deps, { tenantId, context, visitor: own, platform, code: error.code });
    }
    throw error;
  }
}

function actorOf({ by, invitationId }: ConsentContext, caller: Caller | undefined, userId: string): Actor {
  if (by === 'operator') return caller?.actor ?? { kind: 'user', id: userId };
  return { kind: 'system', id: invitationId ?? 'visitor' };
}

/** Who it is, for the page and the lists. The account is connected either way: the daily reading brings the names too. */
async function readNames(
  deps: ContentDeps,
  { tenantId, accountId, connectionId }: { tenantId: string; accountId: string; connectionId: string },
): Promise<string> {
  try {
    const { platform, access } = await openAccount(deps, tenantId, connectionId);
    const profile = await platform.content?.readProfile(access, AbortSignal.timeout(profileWithinMs));
    if (profile) await deps.db.asTenant(tenantId, (tx) => saveAccountNames(tx, accountId, profile));
  } catch (error) {
    const isPassing = error instanceof PlatformFailure || (error instanceof DOMException && error.name === 'TimeoutError');
    if (!isPassing) throw error;
    deps.log.warn({ err: error, accountId }, 'The names of an account that was just connected could not be read');
  }
  const account = await deps.db.asTenant(tenantId, (tx) => findContentAccount(tx, accountId));
  return account?.handle ? `@${account.handle}` : account?.displayName || account?.externalId || '';
}
