import { HubError, type Log } from '@shopfleet/kernel';
import { createRemoteJWKSet, errors, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { z } from 'zod';

/** Somebody whom the configured issuer vouches for. */
export interface ExternalIdentity {
  readonly providerId: string;
  readonly accountId: string;
  readonly email: string | undefined;
  readonly isEmailVerified: boolean;
  readonly name: string;
}

export interface ExternalIssuer {
  readonly issuer: string;
  /** Checks signature, issuer, audience and times; throws `UNAUTHORIZED`. */
  verify(token: string): Promise<ExternalIdentity>;
}

export interface ExternalIssuerSettings {
  readonly issuer: string;
  readonly audience: string;
  /** Where the keys are; discovered from the issuer when undefined. */
  readonly jwksUrl: string | undefined;
}

const claimsSchema = z.object({
  sub: z.string().min(1).max(255),
  email: z.email().max(254).optional(),
  email_verified: z.boolean().optional(),
  name: z.string().max(100).optional(),
});
const signedWith = ['RS256', 'RS384', 'RS512', 'PS256', 'ES256', 'ES384', 'EdDSA'];
const wellKnown = '.well-known/openid-configuration';

/** Accepts the identity tokens of one OpenID issuer (Firebase, Supabase, any other). Reads its keys when first needed. */
export function createExternalIssuer(settings: ExternalIssuerSettings, log: Log): ExternalIssuer {
  let keys: JWTVerifyGetKey | undefined;
  const findKeys = async () => {
    keys ??= createRemoteJWKSet(new URL(settings.jwksUrl ?? (await discoverKeys(settings.issuer))), { timeoutDuration: 5_000 });
    return keys;
  };
  return {
    issuer: settings.issuer,
    async verify(token) {
      try {
        const { payload } = await jwtVerify(token, await findKeys(), {
          issuer: settings.issuer,
          audience: settings.audience,
          algorithms: signedWith,
          clockTolerance: 30,
          requiredClaims: ['exp', 'sub'],
        });
        const claims = claimsSchema.parse(payload);
        return {
          providerId: `oidc:${settings.issuer}`,
          accountId: claims.sub,
          email: claims.email?.toLowerCase(),
          isEmailVerified: claims.email_verified === true,
          name: claims.name ?? claims.email ?? 'Unnamed',
        };
      } catch (cause) {
        if (isUnreachable(cause)) {
          log.warn({ err: cause, issuer: settings.issuer }, 'The keys of the external issuer cannot be read');
          throw new HubError('NOT_READY', { message: 'The sign-in provider does not answer; try again', cause });
        }
        throw new HubError('UNAUTHORIZED', { message: 'The identity token is not valid here', cause });
      }
    },
  };
}

function isUnreachable(error: unknown): boolean {
  return error instanceof TypeError || error instanceof errors.JWKSTimeout || (error instanceof Error && error.name === 'TimeoutError');
}

async function discoverKeys(issuer: string): Promise<string> {
  const url = new URL(wellKnown, issuer.endsWith('/') ? issuer : `${issuer}/`);
  const answer = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(5_000) });
  if (!answer.ok) throw new TypeError(`${url} answered ${answer.status}`);
  return z.object({ jwks_uri: z.url() }).parse(await answer.json()).jwks_uri;
}
