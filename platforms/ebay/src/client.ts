import type { Secret } from '@shopfleet/kernel';
import { PlatformFailure, type ShopAccess } from '@shopfleet/platform-kit';
import { ApplicationToken } from './application-token.ts';
import { DailyBudgets } from './daily-budgets.ts';
import { type Endpoint, endpoints } from './endpoints.ts';
import { limits } from './limits.ts';
import { manifest } from './manifest.ts';
import { marketplaceOf } from './marketplaces.ts';
import { callToken, type OAuthOptions, type TokenCall } from './oauth.ts';
import { json, type Reader, readAnswer } from './read-answer.ts';
import { buildRequest } from './request.ts';
import { rateLimitsSchema } from './wire/account.ts';

export interface ClientOptions extends OAuthOptions {
  /** Where `getUser` lives. */
  readonly identityBaseUrl: string;
}

export interface CallInput<T> {
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly body?: object;
  /** Of the texts in the body; the marketplace's when it is not given. */
  readonly language?: string;
  readonly answer: Reader<T>;
  readonly signal?: AbortSignal;
}

/** Who a call acts for: a shop, whoever gave the token (before shops are known), or the application itself. */
export type CallAccess = ShopAccess | { readonly accessToken: Secret } | 'application';

/** The only HTTP of this adapter. */
export class EbayClient {
  readonly #options: ClientOptions;
  readonly #application: ApplicationToken;
  readonly #budgets: DailyBudgets;
  /** Tokens that were refused although they were new: they lack a scope, and another one would be refused as well. */
  readonly #refusedNew = new Map<string, Secret>();

  constructor(options: ClientOptions) {
    this.#options = options;
    this.#application = new ApplicationToken(options);
    this.#budgets = new DailyBudgets({
      clock: options.clock,
      read: async (api) => {
        const query = { api_context: api.context, api_name: api.name };
        return this.#send('application', endpoints.getRateLimits, { query, answer: json(rateLimitsSchema) }, () => this.#application.get());
      },
    });
  }

  /** Calls an endpoint; when the token is refused, takes a fresh one and calls once more. */
  async call<T>(access: CallAccess, endpoint: Endpoint, input: CallInput<T>): Promise<T> {
    this.#budgets.assertLeft(endpoint.budget);
    try {
      return await this.#callRenewing(access, endpoint, input);
    } catch (error) {
      throw error instanceof PlatformFailure && error.kind === 'rate-limited' ? await this.#budgets.explain(endpoint.budget, error) : error;
    }
  }

  /** The token address. */
  callToken(call: TokenCall): ReturnType<typeof callToken> {
    return callToken(this.#options, call);
  }

  async #callRenewing<T>(access: CallAccess, endpoint: Endpoint, input: CallInput<T>): Promise<T> {
    let used: Secret | undefined;
    const send = (refused: Secret | undefined) =>
      this.#send(access, endpoint, input, async () => {
        used = await this.#tokenOf(access, refused);
        return used;
      });
    try {
      return await send(undefined);
    } catch (error) {
      if (!isRefusedToken(error) || !used || (access !== 'application' && 'accessToken' in access)) throw error;
      const scope = `${ownerOf(access)}:${endpoint.operation}`;
      if (isScopeRefusal(error) && this.#refusedNew.get(scope) === used) throw lacksScope(error);
      return send(used).catch((again: unknown) => {
        if (!isScopeRefusal(again) || !used) throw again;
        this.#refusedNew.set(scope, used);
        throw lacksScope(again);
      });
    }
  }

  async #tokenOf(access: CallAccess, refused: Secret | undefined): Promise<Secret> {
    if (access === 'application') return this.#application.get(refused);
    return 'accessToken' in access ? access.accessToken : access.token(refused);
  }

  #send<T>(access: CallAccess, endpoint: Endpoint, input: CallInput<T>, token: () => Promise<Secret>): Promise<T> {
    const { http, clientId, apiBaseUrl, identityBaseUrl } = this.#options;
    const marketplaceId = access !== 'application' && 'addressKey' in access ? access.addressKey : undefined;
    return http.send({
      operation: endpoint.operation,
      limitKey: `${manifest.platform}:${clientId}:${endpoint.budget}`,
      limit: limits[endpoint.budget],
      breakerKey: ownerOf(access),
      isRead: endpoint.isRead,
      ...(input.signal ? { signal: input.signal } : {}),
      request: async () =>
        buildRequest(endpoint, {
          ...input,
          baseUrl: endpoint.host === 'api' ? apiBaseUrl : identityBaseUrl,
          token: (await token()).reveal(),
          marketplaceId,
          language: input.language ?? (marketplaceId ? marketplaceOf(marketplaceId).locale : undefined),
        }),
      read: (response) => readAnswer(response, endpoint.isRead, input.answer),
    });
  }
}

const ownerOf = (access: CallAccess): string => (access !== 'application' && 'externalId' in access ? access.externalId : 'app');

const isRefusedToken = (error: unknown): error is PlatformFailure => error instanceof PlatformFailure && error.kind === 'auth-expired';

/** Said of an expired token and of one that lacks a scope alike. */
const isScopeRefusal = (error: unknown): error is PlatformFailure => isRefusedToken(error) && error.vendorCode === '1100';

/** A new token was refused like the old one: it is not its age. */
function lacksScope(error: PlatformFailure): PlatformFailure {
  const { vendorCode = '1100', requestId } = error;
  return new PlatformFailure('forbidden', `The authorisation lacks a scope for this; connect the shop again. ${error.message}`, {
    vendorCode,
    cause: error,
    ...(requestId === undefined ? {} : { requestId }),
  });
}
