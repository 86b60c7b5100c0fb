import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ApiCall } from './api-call.ts';
import {
  beforeAnswer,
  oauthRefusalOf,
  type PlainAnswer,
  preventsEffect,
  refusalFaults,
  refusalOf,
  sendAnswer,
  tooMany,
  transportFaults,
} from './faulty-answer.ts';
import { readBytes, type Target } from './incoming.ts';
import { answerRevoke, answerToken, type Form } from './oauth-calls.ts';
import { badToken, invalidParams, malformed, OAuthRefusal, Refusal } from './refusal.ts';
import { accessOf } from './tokens.ts';
import { userInfo } from './user-info.ts';
import { videoList, videoQuery } from './video-calls.ts';
import type { World } from './world.ts';

const keptCalls = 500;

interface Route {
  readonly method: string;
  readonly api: string;
  readonly answer: (call: ApiCall) => Record<string, unknown>;
}

/** Paths end in a slash; without it they do not exist. */
const routes: Readonly<Record<string, Route>> = {
  '/v2/user/info/': { method: 'GET', api: 'user.info', answer: userInfo },
  '/v2/video/list/': { method: 'POST', api: 'video.list', answer: videoList },
  '/v2/video/query/': { method: 'POST', api: 'video.query', answer: videoQuery },
};

const tokenPath = '/v2/oauth/token/';
const revokePath = '/v2/oauth/revoke/';

export const isApiPath = (path: string): boolean => path.startsWith('/v2/') && !path.startsWith('/v2/auth/');

/** One call on its way: who asks for what, when it came in. */
interface Asked {
  readonly api: string;
  readonly accountId: string | undefined;
  readonly arrivedAtMs: number;
  readonly answer: () => PlainAnswer;
}

/** Answers the API host: limit, token, faults, call, envelope, log. */
export class ApiServer {
  readonly #world: World;
  readonly #persist: () => void;

  constructor(world: World, persist: () => void) {
    this.#world = world;
    this.#persist = persist;
  }

  async answer(request: IncomingMessage, response: ServerResponse, target: Target): Promise<void> {
    const arrivedAtMs = performance.now();
    const asked =
      target.path === tokenPath || target.path === revokePath
        ? this.#oauthCall(request, target.path, await readBytes(request), arrivedAtMs)
        : this.#apiCall(request, target, await readBytes(request), arrivedAtMs);
    const fault = this.#world.faults.strike(asked.api, transportFaults, this.#namesOf(asked.accountId));
    await beforeAnswer(this.#world, fault);
    const answer: PlainAnswer = preventsEffect(fault) ? { status: 0, code: 'none', body: undefined } : asked.answer();
    this.#persist();
    this.#log(asked, answer, fault?.kind);
    await sendAnswer(response, answer, fault);
  }

  #apiCall(request: IncomingMessage, target: Target, bytes: Buffer, arrivedAtMs: number): Asked {
    const world = this.#world;
    const route = routes[target.path];
    const access = accessOf(world, bearerOf(request));
    const client = world.settings.limitPerAccount ? (access?.accountId ?? '') : world.app.clientKey;
    const isAllowed = route === undefined || world.limiter.take(route.api, client, arrivedAtMs);
    const answer = (): PlainAnswer => {
      try {
        if (!route) throw new Refusal(404, 'invalid_params', 'Unsupported path');
        if (route.method !== request.method) throw new Refusal(405, 'invalid_params', 'Unsupported method');
        if (!isAllowed) throw tooMany();
        this.#refuseByFault(route.api, access?.accountId, refusalOf);
        const account = access && world.accounts.get(access.accountId);
        if (!access || !account) throw badToken();
        const body = readJson(request, bytes);
        const data = route.answer({ world, account, scopes: access.scopes, query: target.query, body });
        return { status: 200, code: 'ok', body: { data, error: { code: 'ok', message: '', log_id: this.#logId() } } };
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        const { status, code, message } = error;
        return { status, code, body: { data: {}, error: { code, message, log_id: this.#logId() } } };
      }
    };
    return { api: route?.api ?? 'unknown', accountId: access?.accountId, arrivedAtMs, answer };
  }

  #oauthCall(request: IncomingMessage, path: string, bytes: Buffer, arrivedAtMs: number): Asked {
    const world = this.#world;
    const form: Form = new Map(new URLSearchParams(bytes.toString('utf8')));
    const api = path === revokePath ? 'oauth.revoke' : form.get('grant_type') === 'refresh_token' ? 'oauth.refresh' : 'oauth.exchange';
    const accountId = this.#accountOfForm(form);
    const answer = (): PlainAnswer => {
      try {
        if (request.method !== 'POST') throw new OAuthRefusal('invalid_request', 'The request method is not supported.', 405);
        if (!request.headers['content-type']?.startsWith('application/x-www-form-urlencoded')) throw malformed();
        this.#refuseByFault(api, accountId, oauthRefusalOf);
        return { status: 200, code: 'ok', body: path === revokePath ? answerRevoke(world, form) : answerToken(world, form) };
      } catch (error) {
        if (!(error instanceof OAuthRefusal)) throw error;
        const isTold200 = world.settings.oauthErrorsAs200 && error.status < 429;
        const body = { error: error.code, error_description: error.message, log_id: this.#logId() };
        return { status: isTold200 ? 200 : error.status, code: error.code, body };
      }
    };
    return { api, accountId, arrivedAtMs, answer };
  }

  #accountOfForm(form: Form): string | undefined {
    const { refreshGrants, accessGrants, codes } = this.#world;
    const refresh = refreshGrants.get(form.get('refresh_token') ?? '');
    return (refresh ?? accessGrants.get(form.get('token') ?? '') ?? codes.get(form.get('code') ?? ''))?.accountId;
  }

  /** Refusals that are switched on; they come before any effect. */
  #refuseByFault(api: string, accountId: string | undefined, refuse: (fault: Parameters<typeof refusalOf>[0]) => Error): void {
    const fault = this.#world.faults.strike(api, refusalFaults, this.#namesOf(accountId));
    if (fault) throw refuse(fault);
  }

  #namesOf(accountId: string | undefined): readonly string[] {
    if (accountId === undefined || this.#world.faults.list().length === 0) return [];
    return [accountId, this.#world.accounts.get(accountId)?.username ?? ''];
  }

  /** 14 digits of the time and 20 hex digits. */
  #logId(): string {
    const time = new Date(this.#world.clock.nowMs()).toISOString().replaceAll(/\D/g, '').slice(0, 14);
    return `${time}${this.#world.random.hex(20)}`;
  }

  #log({ api, accountId, arrivedAtMs }: Asked, { status, code }: PlainAnswer, fault: string | undefined): void {
    const { counters, callLog, clock, accounts } = this.#world;
    counters.calls += 1;
    counters.callsByApi[api] = (counters.callsByApi[api] ?? 0) + 1;
    counters.codes[code] = (counters.codes[code] ?? 0) + 1;
    callLog.push({
      at: new Date(clock.nowMs()).toISOString(),
      api,
      account: accounts.get(accountId ?? '')?.username ?? '',
      status,
      code,
      tookMs: Math.round((performance.now() - arrivedAtMs) * 10) / 10,
      ...(fault === undefined ? {} : { fault }),
    });
    if (callLog.length > 2 * keptCalls) callLog.splice(0, callLog.length - keptCalls);
  }
}

const bearerOf = (request: IncomingMessage): string | undefined => /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1];

/** An empty body counts as `{}`. @throws Refusal */
function readJson(request: IncomingMessage, bytes: Buffer): Readonly<Record<string, unknown>> {
  if (bytes.length === 0) return {};
  if (!request.headers['content-type']?.startsWith('application/json')) throw invalidParams('The body must be application/json');
  try {
    const body: unknown = JSON.parse(bytes.toString('utf8'));
    if (typeof body === 'object' && body !== null && !Array.isArray(body)) return { ...body };
  } catch (error) {
    throw Object.assign(invalidParams('The body is no JSON'), { cause: error });
  }
  throw invalidParams('The body must be a JSON object');
}
