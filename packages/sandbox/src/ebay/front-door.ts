import type { IncomingMessage, ServerResponse } from 'node:http';
import { isControlPath } from '../stage/control-calls.ts';
import { beforeAnswer, preventsEffect, sendUnlessStruck, transportFaults } from '../stage/faulty-transport.ts';
import { escapeHtml, readBody, sendHtml, sendJson, type Target, targetOf } from '../stage/incoming.ts';
import type { ApiServer } from './api-server.ts';
import { answerConsent, isConsentPath } from './consent-page.ts';
import type { Control } from './control.ts';
import { answerControlCall } from './control-api.ts';
import { page } from './control-page.ts';
import { answerTokenCall, isTokenPath } from './oauth-calls.ts';
import { EdgeRefusal } from './refusal.ts';
import { TokenRefusal } from './tokens.ts';
import type { World } from './world.ts';

/** One listener for all hosts of the platform: their paths do not overlap. */
export class FrontDoor {
  readonly #world: World;
  readonly #api: ApiServer;
  readonly #control: Control;
  readonly #persist: () => void;

  constructor(world: World, api: ApiServer, control: Control, persist: () => void) {
    this.#world = world;
    this.#api = api;
    this.#control = control;
    this.#persist = persist;
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const target = targetOf(request);
    if (page.isPath(target.path)) return page.send(target.path, response);
    if (isControlPath(target.path)) await answerControlCall(this.#control, request, response, target, this.#persist);
    else if (isConsentPath(target.path)) await this.#consent(request, response, target);
    else if (isTokenPath(target.path)) await this.#token(request, response);
    else await this.#api.answer(request, response, target);
  }

  async #consent(request: IncomingMessage, response: ServerResponse, target: Target): Promise<void> {
    const answer = answerConsent(this.#world, request.method ?? 'GET', target.query, await formOf(request));
    this.#persist();
    if (answer.kind === 'redirect') {
      response.writeHead(302, { location: answer.location, 'content-length': 0 });
      response.end();
    } else if (answer.kind === 'page') sendHtml(response, 200, answer.html);
    else
      sendHtml(response, 400, `<!doctype html><title>${answer.error}</title><h1>${answer.error}</h1><p>${escapeHtml(answer.message)}</p>`);
  }

  async #token(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const form = await formOf(request);
    const api = form.get('grant_type') === 'refresh_token' ? 'tokens.refresh' : 'tokens.get';
    const fault = this.#world.faults.strike(api, transportFaults);
    await beforeAnswer(fault);
    const answer = preventsEffect(fault) ? { status: 0, body: {} } : await this.#tokenAnswer(request, form, api);
    this.#persist();
    await sendUnlessStruck(response, fault, () => sendJson(response, answer.status, answer.body));
  }

  async #tokenAnswer(request: IncomingMessage, form: ReadonlyMap<string, string>, api: string): Promise<{ status: number; body: unknown }> {
    const { counters, faults } = this.#world;
    counters.callsByApi[api] = (counters.callsByApi[api] ?? 0) + 1;
    try {
      const { authorization, 'content-type': contentType = '' } = request.headers;
      if (faults.strike(api, ['internal-error'])) throw new TokenRefusal('server_error', 'internal error', 500);
      if (faults.strike(api, ['rate-limited'])) throw new TokenRefusal('temporarily_unavailable', 'too many requests', 429);
      if (faults.strike(api, ['refuse'])) throw new TokenRefusal('invalid_grant', 'refused by a switch of the sandbox');
      return {
        status: 200,
        body: await answerTokenCall(this.#world, { method: request.method ?? 'GET', contentType, authorization, form }),
      };
    } catch (error) {
      if (!(error instanceof TokenRefusal)) throw error;
      return { status: error.status, body: { error: error.error, error_description: error.message } };
    }
  }
}

const formOf = async (request: IncomingMessage): Promise<ReadonlyMap<string, string>> =>
  new Map(new URLSearchParams((await readBody(request, () => new EdgeRefusal(413))).toString('utf8')));
