import type { IncomingMessage, ServerResponse } from 'node:http';
import { beforeAnswer, preventsEffect, sendUnlessStruck, transportFaults } from '../stage/faulty-transport.ts';
import { readBody, type Target } from '../stage/incoming.ts';
import type { Answer, Call } from './call.ts';
import { refusalFaults, refusalOf } from './faulty-answer.ts';
import { type ApiRequest, Gateway } from './gateway.ts';
import { EdgeRefusal, Refusal } from './refusal.ts';
import { type Match, Router } from './router.ts';
import { routes } from './routes.ts';
import { sendAnswer } from './sending.ts';
import type { World } from './world.ts';

const keptCalls = 500;

interface Result {
  readonly answer: Answer | EdgeRefusal;
  readonly code: number;
  readonly sellerId: string;
}

/** Answers the REST APIs: gateway, faults, call, envelope, log. */
export class ApiServer {
  readonly #world: World;
  readonly #persist: () => void;
  readonly #router = new Router(routes);
  readonly #gateway: Gateway;

  constructor(world: World, persist: () => void) {
    this.#world = world;
    this.#persist = persist;
    this.#gateway = new Gateway(world);
  }

  async answer(request: IncomingMessage, response: ServerResponse, target: Target): Promise<void> {
    const startedAt = performance.now();
    const body = await readBody(request, () => new EdgeRefusal(413));
    const asked: ApiRequest = { method: request.method ?? 'GET', ...target, headers: plainHeaders(request), body };
    const match = this.#router.find(asked.method, asked.path);
    const api = typeof match === 'object' ? match.route.api : 'unknown';
    const fault = this.#world.faults.strike(api, transportFaults);
    await beforeAnswer(fault);
    const result = preventsEffect(fault) ? { answer: { status: 0 }, code: -1, sellerId: '' } : await this.#result(asked, match);
    this.#persist();
    this.#log(asked, api, result, performance.now() - startedAt, fault?.kind);
    await sendUnlessStruck(response, fault, () => sendAnswer(response, result.answer));
  }

  async #result(asked: ApiRequest, match: Match | 'path' | undefined): Promise<Result> {
    let call: Call | undefined;
    try {
      if (match === undefined) throw new Refusal(2002, 'Resource not found');
      if (match === 'path') throw new Refusal(2002, 'Method not allowed', { status: 405 });
      call = this.#gateway.admit(asked, match);
      const fault = this.#world.faults.strike(match.route.api, refusalFaults);
      if (fault) throw refusalOf(fault, match.route);
      return { answer: await match.route.answer(call), code: 0, sellerId: call.seller?.id ?? '' };
    } catch (error) {
      const sellerId = call?.seller?.id ?? '';
      if (error instanceof EdgeRefusal) return { answer: error, code: error.status, sellerId };
      if (!(error instanceof Refusal)) throw error;
      return { answer: { status: error.status, body: { errors: [error.view()] } }, code: error.errorId, sellerId };
    }
  }

  #log(asked: ApiRequest, api: string, { answer, code, sellerId }: Result, tookMs: number, fault: string | undefined): void {
    const { counters, callLog, clock } = this.#world;
    counters.calls += 1;
    counters.callsByApi[api] = (counters.callsByApi[api] ?? 0) + 1;
    if (sellerId !== '') counters.callsBySeller[`${api} ${sellerId}`] = (counters.callsBySeller[`${api} ${sellerId}`] ?? 0) + 1;
    counters.codes[code] = (counters.codes[code] ?? 0) + 1;
    callLog.push({
      at: new Date(clock.nowMs()).toISOString(),
      api,
      method: asked.method,
      path: asked.path,
      sellerId,
      code,
      status: answer.status,
      tookMs: Math.round(tookMs * 10) / 10,
      ...(fault === undefined ? {} : { fault }),
    });
    if (callLog.length > 2 * keptCalls) callLog.splice(0, callLog.length - keptCalls);
  }
}

function plainHeaders(request: IncomingMessage): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  );
}
