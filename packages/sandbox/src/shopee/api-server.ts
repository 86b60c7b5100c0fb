import type { IncomingMessage, ServerResponse } from 'node:http';
import { beforeAnswer, preventsEffect, sendUnlessStruck, transportFaults } from '../stage/faulty-transport.ts';
import { readBody, sendBytes, sendJson, textHeader } from '../stage/incoming.ts';
import type { Answer, JsonObject } from './call.ts';
import { accepted, refused, requestId, statusOf } from './envelope.ts';
import type { ActiveFault } from './faults.ts';
import type { ApiRequest, Gateway } from './gateway.ts';
import { tooManyNow, tooManyToday } from './rate-limit.ts';
import { Refusal } from './refusal.ts';
import type { Route } from './routes.ts';
import type { World } from './world.ts';

const keptCalls = 500;
const edgePage = Buffer.from('<html><head><title>403 Forbidden</title></head><body><center><h1>403 Forbidden</h1></center></body></html>');

interface Result {
  readonly status: number;
  readonly error: string;
  readonly body: JsonObject;
  readonly file?: Answer['file'];
}

/** Answers everything under `/api/v2`: gateway, faults, call, envelope, log. */
export class ApiServer {
  readonly #world: World;
  readonly #gateway: Gateway;
  readonly #persist: () => void;

  constructor(world: World, gateway: Gateway, persist: () => void) {
    this.#world = world;
    this.#gateway = gateway;
    this.#persist = persist;
  }

  async answer(request: IncomingMessage, response: ServerResponse, path: string, query: URLSearchParams): Promise<void> {
    const startedAt = performance.now();
    const asked: ApiRequest = {
      method: request.method ?? 'GET',
      path,
      query,
      contentType: textHeader(request, 'content-type') ?? '',
      body: await readBody(request, () => new Refusal('error_param', 'The body is too large.')),
    };
    const route = this.#gateway.find(asked);
    const fault = route && this.#world.faults.strike(route.api, [...transportFaults, 'forbidden-html']);
    await beforeAnswer(fault);
    const isKept = preventsEffect(fault) || fault?.kind === 'forbidden-html';
    const result = isKept ? { status: 403, error: 'none', body: {} } : await this.#result(asked, route);
    this.#persist();
    this.#log(asked, route, result, performance.now() - startedAt, fault?.kind);
    if (fault?.kind === 'forbidden-html') return sendBytes(response, 403, 'text/html', edgePage);
    await sendUnlessStruck(response, fault, () => {
      if (result.file) sendBytes(response, 200, result.file.contentType, result.file.bytes);
      else sendJson(response, result.status, result.body);
    });
  }

  async #result(asked: ApiRequest, route: Route | undefined): Promise<Result> {
    const id = requestId(this.#world);
    try {
      const call = this.#gateway.admit(asked, route);
      const api = route?.api ?? '';
      const fault = this.#world.faults.strike(api, ['rate-limited', 'daily-limit', 'internal-error', 'refuse']);
      if (fault) throw refusalOf(fault);
      const answer = (await route?.answer(call)) ?? {};
      return { status: 200, error: answer.error ?? '', body: accepted(answer, id), file: answer.file };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { status: statusOf(this.#world, error.error), error: error.error, body: refused(error, id) };
    }
  }

  #log(asked: ApiRequest, route: Route | undefined, result: Result, tookMs: number, fault: string | undefined): void {
    const { counters, callLog, clock } = this.#world;
    const api = route?.api ?? 'unknown';
    const shopId = asked.query.get('shop_id') ?? '';
    counters.calls += 1;
    counters.callsByApi[api] = (counters.callsByApi[api] ?? 0) + 1;
    const ofShop = counters.callsByShop[shopId] ?? {};
    ofShop[api] = (ofShop[api] ?? 0) + 1;
    if (shopId !== '') counters.callsByShop[shopId] = ofShop;
    if (result.error !== '') counters.errors[result.error] = (counters.errors[result.error] ?? 0) + 1;
    callLog.push({
      at: new Date(clock.nowMs()).toISOString(),
      api,
      method: asked.method,
      path: asked.path,
      shopId,
      error: result.error,
      status: result.status,
      tookMs: Math.round(tookMs * 10) / 10,
      ...(fault === undefined ? {} : { fault }),
    });
    if (callLog.length > 2 * keptCalls) callLog.splice(0, callLog.length - keptCalls);
  }
}

function refusalOf(fault: ActiveFault): Refusal {
  if (fault.kind === 'rate-limited') return new Refusal('error_rate_limit', tooManyNow);
  if (fault.kind === 'daily-limit') return new Refusal('error_limit', tooManyToday);
  if (fault.kind === 'refuse') return new Refusal(fault.error ?? 'error_inner', 'Refused by a switch of the sandbox.');
  return new Refusal('error_inner', 'System error, please try again later.');
}
