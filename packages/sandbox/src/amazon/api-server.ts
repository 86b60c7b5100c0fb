import type { IncomingMessage, ServerResponse } from 'node:http';
import { beforeAnswer, preventsEffect, sendUnlessStruck, transportFaults } from '../stage/faulty-transport.ts';
import { readBody, sendBytes, type Target, textHeader } from '../stage/incoming.ts';
import type { Random } from '../stage/random.ts';
import type { JsonObject } from './call.ts';
import { refusalFaults, refusalOf } from './faults.ts';
import type { ApiRequest, Gateway } from './gateway.ts';
import type { Region } from './model.ts';
import { Refusal } from './refusal.ts';
import type { Match } from './router.ts';
import type { World } from './world.ts';

const keptCalls = 500;
/** The limit is told with these answers and no others. */
const statusesWithLimit = [200, 201, 202, 204, 400, 404];

interface Result {
  readonly status: number;
  readonly code: string;
  readonly sellerId: string;
  readonly body: JsonObject | undefined;
}

/** Answers the hosts of the API: gateway, faults, call, envelope, log. */
export class ApiServer {
  readonly #world: World;
  readonly #gateway: Gateway;
  readonly #ids: Random;
  readonly #persist: () => void;

  constructor(world: World, gateway: Gateway, ids: Random, persist: () => void) {
    this.#world = world;
    this.#gateway = gateway;
    this.#ids = ids;
    this.#persist = persist;
  }

  async answer(request: IncomingMessage, response: ServerResponse, target: Target, region: Region | undefined): Promise<void> {
    const startedAt = performance.now();
    const asked = await readRequest(request, target, region);
    const match = this.#match(asked);
    const fault = match && this.#world.faults.strike(match.route.api, transportFaults);
    await beforeAnswer(fault);
    const result = preventsEffect(fault) ? { status: 0, code: '', sellerId: '', body: undefined } : await this.#result(asked, match);
    this.#persist();
    this.#log(asked, match, result, performance.now() - startedAt, fault?.kind);
    await sendUnlessStruck(response, fault, () => this.#send(response, match, result));
  }

  #match(asked: ApiRequest): Match | undefined {
    try {
      return this.#gateway.find(asked);
    } catch (error) {
      if (error instanceof Refusal) return undefined;
      throw error;
    }
  }

  async #result(asked: ApiRequest, match: Match | undefined): Promise<Result> {
    let sellerId = '';
    try {
      const found = match ?? this.#gateway.find(asked);
      const call = this.#gateway.admit(asked, found);
      sellerId = call.seller?.id ?? '';
      const fault = this.#world.faults.strike(found.route.api, refusalFaults);
      if (fault) throw refusalOf(fault);
      return { status: found.route.status, code: '', sellerId, body: await found.route.answer(call) };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { status, code, message, details } = error;
      return { status, code, sellerId, body: { errors: [{ code, message, details }] } };
    }
  }

  #send(response: ServerResponse, match: Match | undefined, { status, code, body }: Result): void {
    response.setHeader('x-amzn-requestid', this.#ids.hex(32).toLowerCase());
    response.setHeader('x-amz-apigw-id', this.#ids.hex(12));
    if (code !== '') response.setHeader('x-amzn-errortype', `${code}Exception`);
    if (match && statusesWithLimit.includes(status)) {
      response.setHeader('x-amzn-ratelimit-limit', String(this.#gateway.planOf(match.route).rate));
    }
    if (body === undefined) response.writeHead(status).end();
    else sendBytes(response, status, 'application/json', Buffer.from(JSON.stringify(body)));
  }

  #log(asked: ApiRequest, match: Match | undefined, result: Result, tookMs: number, fault: string | undefined): void {
    const { counters, callLog, clock } = this.#world;
    const api = match?.route.api ?? 'unknown';
    counters.calls += 1;
    counters.callsByApi[api] = (counters.callsByApi[api] ?? 0) + 1;
    const bySeller = `${api} ${result.sellerId}`;
    counters.callsBySeller[bySeller] = (counters.callsBySeller[bySeller] ?? 0) + 1;
    const code = result.code === '' ? String(result.status) : result.code;
    counters.codes[code] = (counters.codes[code] ?? 0) + 1;
    callLog.push({
      at: new Date(clock.nowMs()).toISOString(),
      api,
      method: asked.method,
      path: asked.path,
      sellerId: result.sellerId,
      status: result.status,
      code: result.code,
      tookMs: Math.round(tookMs * 10) / 10,
      ...(fault === undefined ? {} : { fault }),
    });
    if (callLog.length > 2 * keptCalls) callLog.splice(0, callLog.length - keptCalls);
  }
}

async function readRequest(request: IncomingMessage, target: Target, region: Region | undefined): Promise<ApiRequest> {
  return {
    method: request.method ?? 'GET',
    ...target,
    region,
    token: textHeader(request, 'x-amz-access-token'),
    userAgent: textHeader(request, 'user-agent') ?? '',
    contentType: textHeader(request, 'content-type') ?? '',
    hasLength: request.headers['content-length'] !== undefined,
    body: await readBody(request, () => new Refusal(413, 'RequestEntityTooLarge', 'The request size exceeded the maximum accepted size.')),
  };
}
