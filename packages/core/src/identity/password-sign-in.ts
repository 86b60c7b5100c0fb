import type { Tx } from '@shopfleet/db';
import { HubError } from '@shopfleet/kernel';
import { APIError } from 'better-auth/api';
import type { SignInPlace } from './identity-deps.ts';
import { clientAddressHeader, type SignInSettings, signInLibrary } from './sign-in-library.ts';

const codeOf = (error: APIError): string => {
  const code: unknown = error.body?.code;
  return typeof code === 'string' ? code : '';
};

function translate(error: unknown): never {
  if (!(error instanceof APIError)) throw error;
  const code = codeOf(error);
  if (code.startsWith('USER_ALREADY_EXISTS')) throw new HubError('EMAIL_TAKEN', { cause: error });
  if (['INVALID_EMAIL_OR_PASSWORD', 'INVALID_PASSWORD', 'CREDENTIAL_ACCOUNT_NOT_FOUND'].includes(code)) {
    throw new HubError('INVALID_CREDENTIALS', { cause: error });
  }
  if (error.statusCode === 400) throw new HubError('INVALID_REQUEST', { message: error.message, cause: error });
  throw error;
}

function headersOf(place: SignInPlace): Headers {
  return new Headers({ [clientAddressHeader]: place.ipAddress, 'user-agent': place.userAgent.replace(/[^\x20-\x7e]/g, '').slice(0, 300) });
}

/** Makes a user with a password and a first session; returns both. */
export async function signUpWithPassword(
  tx: Tx,
  settings: SignInSettings,
  place: SignInPlace,
  person: { name: string; email: string; password: string },
): Promise<{ userId: string; token: string }> {
  const { token, user } = await signInLibrary(tx, settings)
    .api.signUpEmail({ body: person, headers: headersOf(place) })
    .catch(translate);
  if (!token) throw new Error('the sign-in library made no session');
  return { userId: user.id, token };
}

/** Checks e-mail and password and opens a session. Takes as long for an unknown e-mail as for a wrong password. */
export async function signInWithPassword(
  tx: Tx,
  settings: SignInSettings,
  place: SignInPlace,
  person: { email: string; password: string },
): Promise<{ userId: string; token: string }> {
  const { token, user } = await signInLibrary(tx, settings)
    .api.signInEmail({ body: person, headers: headersOf(place) })
    .catch(translate);
  return { userId: user.id, token };
}

/** Opens a session for a user who was checked in another way. */
export async function openSession(tx: Tx, settings: SignInSettings, place: SignInPlace, userId: string): Promise<string> {
  const { internalAdapter } = await signInLibrary(tx, settings).$context;
  const session = await internalAdapter.createSession(userId, false, {
    ipAddress: place.ipAddress,
    userAgent: place.userAgent.slice(0, 300),
  });
  return session.token;
}

/** Sets a new password after checking the current one; throws `INVALID_CREDENTIALS`. */
export async function replacePassword(
  tx: Tx,
  settings: SignInSettings,
  change: { userId: string; currentPassword: string; newPassword: string },
): Promise<void> {
  const { internalAdapter, password } = await signInLibrary(tx, settings).$context;
  const account = (await internalAdapter.findAccounts(change.userId)).find((row) => row.providerId === 'credential');
  const isRight = account?.password && (await password.verify({ hash: account.password, password: change.currentPassword }));
  if (!isRight) throw new HubError('INVALID_CREDENTIALS', { message: 'The current password is wrong' });
  await internalAdapter.updatePassword(change.userId, await password.hash(change.newPassword));
}
