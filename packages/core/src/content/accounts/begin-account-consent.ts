import { z } from 'zod';
import { beginConsent, callerBinding, visitorBinding } from '../../connections/index.ts';
import type { Caller } from '../../edge/index.ts';
import type { ContentDeps } from '../content-deps.ts';
import { requireOutlet } from '../outlets/change-outlets.ts';
import { findOutlet } from '../outlets/outlet-store.ts';
import { requireContentPlatform } from './require-content-platform.ts';
import type { Admission } from './visit.ts';

/** What a consent was begun for, as it is kept with the state. */
export const consentContextSchema = z.object({
  by: z.enum(['operator', 'link', 'code']),
  outletId: z.string().optional(),
  invitationId: z.string().optional(),
});
export type ConsentContext = z.infer<typeof consentContextSchema>;

export interface BegunConsent {
  readonly authUrl: string;
  readonly expiresAt: Date;
}

/** Begins connecting an account for an operator: for an outlet, or for none yet. Throws `NOT_FOUND`, `PLATFORM_UNSUPPORTED`. */
export async function beginForOperator(deps: ContentDeps, caller: Caller, outletId: string | undefined): Promise<BegunConsent> {
  const platform = requireContentPlatform(deps.platforms);
  const { tenantId, userId, actor } = caller;
  if (outletId !== undefined) requireOutlet(await deps.db.asTenant(tenantId, (tx) => findOutlet(tx, outletId)));
  const context: ConsentContext = { by: 'operator', ...(outletId === undefined ? {} : { outletId }) };
  return beginConsent(deps, { tenantId, userId, actor, platform, binding: callerBinding(caller), redirectUrl: deps.redirectUrl, context });
}

/** Begins connecting an account for a visitor; `cookieHash` is of the cookie that the visitor's browser holds. */
export async function beginForVisitor(
  deps: ContentDeps,
  { tenantId, outlet, right }: Admission,
  cookieHash: string,
): Promise<BegunConsent> {
  if (right.by === 'operator') return beginForOperator(deps, right.caller, outlet.id);
  const platform = requireContentPlatform(deps.platforms);
  const invitation = right.by === 'link' ? { invitationId: right.invitationId } : {};
  return beginConsent(deps, {
    tenantId,
    userId: '',
    actor: { kind: 'system', id: right.by === 'link' ? right.invitationId : 'visitor' },
    platform,
    binding: visitorBinding(cookieHash),
    redirectUrl: deps.redirectUrl,
    context: { by: right.by, outletId: outlet.id, ...invitation } satisfies ConsentContext,
  });
}
