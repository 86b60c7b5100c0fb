import type { Clock, Secret } from '@shopfleet/kernel';
import type { PlatformHttp } from '@shopfleet/platform-kit';
import { type Budget, limits } from './limits.ts';
import { manifest } from './manifest.ts';
import { json, readAnswer } from './read-answer.ts';
import { tokenSchema, type WireToken } from './wire/token.ts';

export interface OAuthOptions {
  readonly http: PlatformHttp;
  readonly clock: Clock;
  readonly clientId: string;
  readonly clientSecret: Secret;
  readonly apiBaseUrl: string;
}

export interface TokenCall {
  readonly fields: Readonly<Record<string, string>>;
  readonly budget: Extract<Budget, `oauth.${string}`>;
  /** A code works once; the other grants may be asked for again. */
  readonly isRepeatable: boolean;
  readonly mayLeave?: () => boolean;
}

/** Who the application is, as the token address wants it. */
export function basicAuthorization(clientId: string, clientSecret: Secret): string {
  return `Basic ${Buffer.from(`${clientId}:${clientSecret.reveal()}`).toString('base64')}`;
}

/** Form fields, each encoded once. */
export function formOf(fields: Readonly<Record<string, string>>): string {
  return new URLSearchParams(fields).toString();
}

/** The token address, for all three grants. Throws `forbidden` when what was shown is not valid any more. */
export function callToken(options: OAuthOptions, call: TokenCall): Promise<WireToken> {
  const { http, clientId, clientSecret, apiBaseUrl } = options;
  return http.send({
    operation: call.budget,
    limitKey: `${manifest.platform}:${clientId}:${call.budget}`,
    limit: limits[call.budget],
    breakerKey: 'token',
    isRead: call.isRepeatable,
    timeoutMs: 30_000,
    ...(call.mayLeave ? { mayLeave: call.mayLeave } : {}),
    request: () => ({
      method: 'POST',
      url: new URL('/identity/v1/oauth2/token', apiBaseUrl),
      headers: {
        authorization: basicAuthorization(clientId, clientSecret),
        'content-type': 'application/x-www-form-urlencoded',
        accept: 'application/json',
        'accept-language': 'en-US',
      },
      body: Buffer.from(formOf(call.fields)),
    }),
    read: (response) => readAnswer(response, call.isRepeatable, json(tokenSchema)),
  });
}
