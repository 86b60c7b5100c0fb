import type { IncomingMessage, ServerResponse } from 'node:http';
import { isControlPath } from '../stage/control-calls.ts';
import { readBody, sendBytes, sendHtml, sendJson, targetOf } from '../stage/incoming.ts';
import type { ApiServer } from './api-server.ts';
import { answerConsent, isConsentPath } from './consent-page.ts';
import type { Control } from './control.ts';
import { answerControlCall } from './control-api.ts';
import { page } from './control-page.ts';
import type { Gateway } from './gateway.ts';
import { isPicturePath, pictureAt } from './picture-calls.ts';
import type { World } from './world.ts';

/** One listener for all hosts of the platform: their paths do not overlap. */
export class FrontDoor {
  readonly #world: World;
  readonly #gateway: Gateway;
  readonly #api: ApiServer;
  readonly #control: Control;
  readonly #persist: () => void;

  constructor(world: World, gateway: Gateway, api: ApiServer, control: Control, persist: () => void) {
    this.#world = world;
    this.#gateway = gateway;
    this.#api = api;
    this.#control = control;
    this.#persist = persist;
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const target = targetOf(request);
    const { path } = target;
    if (page.isPath(path)) return page.send(path, response);
    const query = new URL(request.url ?? '/', 'http://sandbox').searchParams;
    if (isControlPath(path)) await answerControlCall(this.#control, request, response, target, this.#persist);
    else if (isPicturePath(path)) {
      const picture = pictureAt(this.#world, path);
      sendBytes(response, 200, picture.contentType, picture.bytes);
    } else if (isConsentPath(path)) await this.#consent(request, response, path, query);
    else await this.#api.answer(request, response, path, query);
  }

  async #consent(request: IncomingMessage, response: ServerResponse, path: string, query: URLSearchParams): Promise<void> {
    const form = new URLSearchParams((await readBody(request, () => new RangeError('the form is too large'))).toString('utf8'));
    const answer = answerConsent(this.#world, this.#gateway, { method: request.method ?? 'GET', path, query, form });
    this.#persist();
    if (answer.kind === 'redirect') response.writeHead(302, { location: answer.location, 'content-length': 0 }).end();
    else if (answer.kind === 'page') sendHtml(response, 200, answer.html);
    else sendJson(response, 200, answer.body);
  }
}
