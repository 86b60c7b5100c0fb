import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Random } from '../stage/random.ts';
import { accepted, refused, requestId } from './envelope.ts';
import type { ActiveFault } from './faults.ts';
import { beforeAnswer, type PlainAnswer, preventsEffect, refusalFaults, refusalOf, sendAnswer, transportFaults } from './faulty-answer.ts';
import type { ApiRequest, Gateway } from './gateway.ts';
import { contentTypesOf, readBytes, type Target, textHeader } from './incoming.ts';
import { Refusal } from './refusal.ts';
import type { Match } from './router.ts';
import type { World } from './world.ts';

const keptCalls = 500;

interface Result extends PlainAnswer {
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
    const fault = match && this.#world.faults.strike(match.route.api, transportFaults);
    await beforeAnswer(fault);
    const result = await this.#resultWith(fault, asked, match);
    this.#persist();
    this.#log(asked, match, result, performance.now() - startedAt, fault?.kind);
    await sendAnswer(response, result, fault);
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
    if (preventsEffect(fault)) return { status: 0, code: -1, shopId: '', body: {} };
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
    const fault = this.#world.faults.strike(api, refusalFaults);
    if (fault) throw refusalOf(fault);
    if (api === 'packages.documents' && this.#world.faults.strike(api, ['label-not-ready'])) {
      throw new Refusal(11034037, 'The document is being made; try again shortly');
    }
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
