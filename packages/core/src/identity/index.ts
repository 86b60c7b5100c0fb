/**
 * Who people are and what they may do: users, sessions, API keys, invitations, members, and people whom an external issuer vouches
 * for. Passwords and sessions are the sign-in library's business, roles and organisations ours. Tokens are stored as hashes only.
 */
export { callerOfToken, isApiKey } from './caller-of-token.ts';
export { createExternalIssuer, type ExternalIssuer, type ExternalIssuerSettings } from './external-issuer.ts';
export type { IdentityDeps, SignInPlace } from './identity-deps.ts';
export { registerMemberRoutes } from './member-routes.ts';
export { registerUser } from './register-user.ts';
export { readSessionCookie, sessionCookieName } from './session-cookie.ts';
export { registerSessionRoutes } from './session-routes.ts';
export type { SignInSettings } from './sign-in-library.ts';
export type { SignedIn } from './signed-in.ts';
export { randomToken, tokenHash } from './token-hash.ts';
export { countUsers } from './user-store.ts';
