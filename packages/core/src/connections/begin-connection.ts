import type { Caller } from '../edge/index.ts';
import { beginConsent, callerBinding } from './begin-consent.ts';
import type { ConnectionDeps } from './connection-deps.ts';
import { platformBySlug } from './find-platform.ts';
import { requireOwnAccount } from './own-account.ts';

/** Where the platform sends the sellers of its shops back. */
export const shopRedirectUrl = (publicUrl: string, slug: string): string => `${publicUrl}/api/v1/platforms/callback/${slug}`;

/** Begins connecting shops: the address where the seller consents, good for ten minutes and one use by the session that asked. */
export async function beginConnection(
  deps: Pick<ConnectionDeps, 'db' | 'clock' | 'platforms' | 'publicUrl' | 'consentSecret'>,
  caller: Caller,
  input: { slug: string; region?: string },
): Promise<{ authUrl: string; expiresAt: Date }> {
  const platform = platformBySlug(deps.platforms, input.slug);
  await requireOwnAccount(deps, caller, platform);
  const { tenantId, userId, actor } = caller;
  return beginConsent(deps, {
    tenantId,
    userId,
    actor,
    platform,
    binding: callerBinding(caller),
    redirectUrl: shopRedirectUrl(deps.publicUrl, platform.manifest.slug),
    ...(input.region === undefined ? {} : { region: input.region }),
  });
}
