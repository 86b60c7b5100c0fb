import type { Role } from '@shopfleet/contracts';
import type { Tx } from '@shopfleet/db';
import { type Clock, HubError } from '@shopfleet/kernel';
import { recordAudit } from '../audit/index.ts';
import { countTenants, createTenant } from '../tenancy/index.ts';
import type { ExternalIdentity } from './external-issuer.ts';
import type { IdentityDeps, SignInPlace } from './identity-deps.ts';
import { acceptInvitation, findOpenInvitation } from './invitation-store.ts';
import { admitMember } from './member-store.ts';
import { openSession, signInWithPassword, signUpWithPassword } from './password-sign-in.ts';
import { signInLibrary } from './sign-in-library.ts';
import { describeSession, type SignedIn } from './signed-in.ts';
import { tokenHash } from './token-hash.ts';
import { becomeTenant, findExternalUserId, findUserIdByEmail, lockRegistration } from './user-store.ts';

interface Wish {
  readonly organisation?: string | undefined;
  readonly invitation?: string | undefined;
}

/** What a registration leads to: joining the organisation of an invitation, or founding one. */
type Admission = { readonly tenantId: string; readonly role: Role; readonly invitationId: string } | { readonly founds: string };

/**
 * Registers a person with e-mail and password. The first user of a fresh install founds the first organisation; later ones need an
 * invitation unless registration is open. Somebody who has an account and an invitation joins with their own password.
 */
export function registerUser(
  deps: IdentityDeps,
  place: SignInPlace,
  input: Wish & { name: string; email: string; password: string },
): Promise<SignedIn> {
  return deps.db.asSystem(async (tx) => {
    await lockRegistration(tx);
    const admission = await admissionOf(tx, deps, input, input.email, input.name);
    const isKnown = (await findUserIdByEmail(tx, input.email)) !== undefined;
    if (isKnown && 'founds' in admission) throw new HubError('EMAIL_TAKEN', { message: 'This e-mail address has an account; sign in' });
    const person = { name: input.name, email: input.email, password: input.password };
    const { userId, token } = isKnown
      ? await signInWithPassword(tx, deps.signIn, place, person)
      : await signUpWithPassword(tx, deps.signIn, place, person);
    return settle(tx, deps, admission, userId, token);
  });
}

/** Registers a person whom the external issuer vouches for; one who is known already is just signed in. */
export async function registerExternalUser(
  deps: IdentityDeps,
  place: SignInPlace,
  input: Wish & { identityToken: string },
): Promise<SignedIn> {
  if (!deps.externalIssuer) {
    throw new HubError('UNAUTHORIZED', { message: 'This hub accepts no external identity tokens; set OIDC_ISSUER and OIDC_AUDIENCE' });
  }
  const identity = await deps.externalIssuer.verify(input.identityToken);
  return deps.db.asSystem(async (tx) => {
    await lockRegistration(tx);
    const knownId = await findExternalUserId(tx, identity.providerId, identity.accountId);
    if (knownId && !input.invitation) return describeSession(tx, await openSession(tx, deps.signIn, place, knownId));
    const admission = await admissionOf(tx, deps, input, identity.email ?? '', identity.name);
    const userId = knownId ?? (await createExternalUser(tx, deps, identity));
    return settle(tx, deps, admission, userId, await openSession(tx, deps.signIn, place, userId));
  });
}

async function admissionOf(tx: Tx, deps: IdentityDeps, wish: Wish, email: string, name: string): Promise<Admission> {
  if (wish.invitation) {
    const invitation = await findOpenInvitation(tx, tokenHash(wish.invitation));
    if (!invitation || invitation.email !== email.toLowerCase()) {
      throw new HubError('FORBIDDEN', {
        message: 'This invitation is not valid for this e-mail address, or has expired; ask for a new one',
      });
    }
    return { tenantId: invitation.tenant_id, role: invitation.role, invitationId: invitation.id };
  }
  if (deps.isRegistrationOpen || (await countTenants(tx)) === 0) return { founds: wish.organisation?.trim() || `${name}'s organisation` };
  throw new HubError('FORBIDDEN', { message: 'Registration is closed; ask the owner of the organisation for an invitation' });
}

async function createExternalUser(tx: Tx, deps: IdentityDeps, identity: ExternalIdentity): Promise<string> {
  if (!identity.email) throw new HubError('INVALID_REQUEST', { message: 'The identity token names no e-mail address' });
  if (await findUserIdByEmail(tx, identity.email)) {
    throw new HubError('EMAIL_TAKEN', { message: 'This e-mail address has an account with a password; sign in with it' });
  }
  const { internalAdapter } = await signInLibrary(tx, deps.signIn).$context;
  const user = await internalAdapter.createUser(
    { name: identity.name, email: identity.email, emailVerified: identity.isEmailVerified },
    { method: 'admin' },
  );
  await internalAdapter.linkAccount({ userId: user.id, providerId: identity.providerId, accountId: identity.accountId });
  return user.id;
}

async function settle(tx: Tx, deps: IdentityDeps, admission: Admission, userId: string, token: string): Promise<SignedIn> {
  const isFounder = 'founds' in admission;
  const tenantId = isFounder ? await createTenant(tx, admission.founds) : admission.tenantId;
  const role = isFounder ? 'owner' : admission.role;
  await admit(tx, deps.clock, { tenantId, userId, role, invitationId: isFounder ? undefined : admission.invitationId });
  await tx.execute('set local role shopfleet_system');
  return describeSession(tx, token, tenantId);
}

async function admit(
  tx: Tx,
  clock: Clock,
  { tenantId, userId, role, invitationId }: { tenantId: string; userId: string; role: Role; invitationId: string | undefined },
): Promise<void> {
  await becomeTenant(tx, tenantId);
  await admitMember(tx, tenantId, userId, role);
  if (invitationId) await acceptInvitation(tx, invitationId);
  await recordAudit(tx, clock, tenantId, {
    actor: { kind: 'user', id: userId },
    action: invitationId ? 'member.joined' : 'organisation.founded',
    subject: { kind: 'user', id: userId },
    detail: { role },
  });
}
