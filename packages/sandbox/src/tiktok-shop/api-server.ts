import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { JsonObject } from './call.ts';
import { accepted, refused, requestId } from './envelope.ts';
import type { ActiveFault } from './faults.ts';
import type { ApiRequest, Gateway } from './gateway.ts';
import { contentTypesOf, readBytes, sendBytes, sendJson, type Target } from './incoming.ts';
import type { Random } from './random.ts';
import { Refusal } from './refusal.ts';
import type { Match } from './router.ts';
import type { World } from './world.ts';

const keptCalls = 500;
const holdMs = 60_000;

interface Result {
  readonly status: number;
  readonly body: JsonObject;
  readonly code: number;
  readonly shopId: string;
}

/** Answers the API host: gateway, faults, call, envelope, log. */
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

  async answer(request: IncomingMessage, response: ServerResponse, target: Target): Promise<void> {
    const startedAt = performance.now();
    const asked: ApiRequest = {
      method: request.method ?? 'GET',
      ...target,
      contentTypes: contentTypesOf(request),
      token: textHeader(request, 'x-tts-access-token'),
      body: await readBytes(request),
    };
    const match = this.#match(asked);
    const fault =
      match &&
      this.#world.faults.strike(match.route.api, ['slow', 'timeout-after-effect', 'cut-after-effect', 'cut-before-effect', 'overloaded']);
    if (fault?.kind === 'slow') await wait(fault.delayMs ?? 2_000);
    const result = await this.#resultWith(fault, asked, match);
    this.#persist();
    this.#log(asked, match, result, performance.now() - startedAt, fault?.kind);
    await send(response, result, fault);
  }

  #match(asked: ApiRequest): Match | undefined {
    try {
      return this.#gateway.find(asked);
    } catch (error) {
      if (error instanceof Refusal) return undefined;
      throw error;
    }
  }

  async #resultWith(fault: ActiveFault | undefined, asked: ApiRequest, match: Match | undefined): Promise<Result> {
    if (fault?.kind === 'cut-before-effect' || fault?.kind === 'overloaded')
      return { status: fault.kind === 'overloaded' ? 503 : 0, code: -1, shopId: '', body: {} };
    return await this.#result(asked, match);
  }

  async #result(asked: ApiRequest, match: Match | undefined): Promise<Result> {
    const id = requestId(this.#world, this.#ids);
    let shopId = '';
    try {
      const call = this.#gateway.admit(asked, match ?? this.#gateway.find(asked));
      shopId = call.shop?.id ?? '';
      const route = (match ?? this.#gateway.find(asked)).route;
      this.#refuseByFault(route.api);
      const data = await route.answer(call);
      return { status: 200, code: 0, shopId, body: accepted(data, id) };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { status: error.status, code: error.code, shopId, body: refused(error.code, error.message, id) };
    }
  }

  /** Refusals that are switched on; they come after the gateway, before any effect. */
  #refuseByFault(api: string): void {
    const fault = this.#world.faults.strike(api, ['rate-limited', 'internal-error', 'gateway-timeout', 'label-not-ready', 'refuse']);
    if (!fault) return;
    if (fault.kind === 'rate-limited') throw new Refusal(36009002, 'Too many requests');
    if (fault.kind === 'internal-error') throw new Refusal(36009003, 'Internal error');
    if (fault.kind === 'gateway-timeout') throw new Refusal(36009007, 'The request timed out');
    if (fault.kind === 'refuse') throw new Refusal(fault.code ?? 36009003, 'Refused by a switch of the sandbox');
    if (api === 'packages.documents') throw new Refusal(11034037, 'The document is being made; try again shortly');
  }

  #log(asked: ApiRequest, match: Match | undefined, result: Result, tookMs: number, fault: string | undefined): void {
    const { counters, callLog, clock } = this.#world;
    const api = match?.route.api ?? 'unknown';
    counters.calls += 1;
    counters.callsByApi[api] = (counters.callsByApi[api] ?? 0) + 1;
    counters.codes[result.code] = (counters.codes[result.code] ?? 0) + 1;
    callLog.push({
      at: new Date(clock.nowMs()).toISOString(),
      api,
      method: asked.method,
      path: asked.path,
      shopId: result.shopId,
      code: result.code,
      status: result.status,
      tookMs: Math.round(tookMs * 10) / 10,
      ...(fault === undefined ? {} : { fault }),
    });
    if (callLog.length > 2 * keptCalls) callLog.splice(0, callLog.length - keptCalls);
  }
}

function textHeader(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
}

/** Sends the answer, or what a fault makes of it: a broken connection, silence, an overloaded front. */
async function send(response: ServerResponse, result: Result, fault: ActiveFault | undefined): Promise<void> {
  if (fault?.kind === 'cut-after-effect' || fault?.kind === 'cut-before-effect') {
    response.destroy();
  } else if (fault?.kind === 'timeout-after-effect') {
    const closed = new AbortController();
    response.once('close', () => closed.abort());
    await wait(fault.delayMs ?? holdMs, undefined, { signal: closed.signal, ref: false }).catch((error: unknown) => {
      if (!(error instanceof Error) || error.name !== 'AbortError') throw error;
    });
    response.destroy();
  } else if (fault?.kind === 'overloaded') {
    sendBytes(response, 503, 'text/plain', Buffer.from('upstream overloaded'));
  } else {
    sendJson(response, result.status, result.body);
  }
}
