import type { Tx } from '@shopfleet/db';
import { newId, type Secret } from '@shopfleet/kernel';
import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import { type BetterAuthOptions, betterAuth } from 'better-auth/minimal';
import { authTables } from './auth-tables.ts';
import { randomToken, tokenHash } from './token-hash.ts';

export interface SignInSettings {
  readonly publicUrl: string;
  readonly secret: Secret;
}

type Adapter = ReturnType<ReturnType<typeof drizzleAdapter>>;

const sessionSeconds = 14 * 24 * 60 * 60;
/** Set by us on the headers that the library reads; no proxy can forge it. */
export const clientAddressHeader = 'x-shopfleet-client';

/**
 * The sign-in library inside one of our transactions, so that a user, the organisation and the membership appear together or not
 * at all. Only its password, user and session rules are used; who may do what stays ours. Sends no e-mail, reports to nobody.
 */
export function signInLibrary(tx: Tx, settings: SignInSettings) {
  return betterAuth({
    baseURL: settings.publicUrl,
    secret: settings.secret.reveal(),
    database: hashedSessions(tx),
    emailAndPassword: { enabled: true, autoSignIn: true, minPasswordLength: 10, maxPasswordLength: 200 },
    session: { expiresIn: sessionSeconds, cookieCache: { enabled: false } },
    advanced: {
      ipAddress: { ipAddressHeaders: [clientAddressHeader] },
      database: { generateId: ({ model }) => (model === 'user' ? newId('user') : randomToken('rec')) },
    },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { disabled: true },
  });
}

/** Stores the hash of a new session's token and hands the token out once: a copy of the table signs nobody in. */
function hashedSessions(tx: Tx) {
  const makeAdapter = drizzleAdapter(tx, { provider: 'pg', schema: authTables, transaction: false });
  return (options: BetterAuthOptions): Adapter => {
    const adapter = makeAdapter(options);
    const create: Adapter['create'] = async (input) => {
      const token: unknown = input.model === 'session' ? Reflect.get(input.data, 'token') : undefined;
      if (typeof token !== 'string') return adapter.create(input);
      return { ...(await adapter.create({ ...input, data: { ...input.data, token: tokenHash(token) } })), token };
    };
    const hashed: Adapter = { ...adapter, create, transaction: (work) => work(hashed) };
    return hashed;
  };
}
