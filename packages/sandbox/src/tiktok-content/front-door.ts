import type { IncomingMessage, ServerResponse } from 'node:http';
import { isControlPath } from '../stage/control-calls.ts';
import { type ApiServer, isApiPath } from './api-server.ts';
import { answerAuthorize, isAuthorizePath } from './authorize.ts';
import type { Control } from './control.ts';
import { answerControlCall } from './control-api.ts';
import { page } from './control-page.ts';
import { beforeAnswer, sendAnswer, transportFaults } from './faulty-answer.ts';
import { readBytes, sendBytes, sendHtml, sendJson, type Target, targetOf } from './incoming.ts';
import { drawPicture } from './picture.ts';
import { isPicturePath, readPictureLink } from './picture-link.ts';
import type { World } from './world.ts';

const cookieName = 'tiktok_sandbox_user';

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
    const { path } = target;
    if (isApiPath(path)) return await this.#api.answer(request, response, target);
    if (isAuthorizePath(path)) return await this.#authorize(request, response, target);
    if (isPicturePath(path)) return await this.#picture(response, target);
    if (isControlPath(path)) return await answerControlCall(this.#control, request, response, target, this.#persist);
    if (page.isPath(path)) return page.send(path, response);
    sendJson(response, 404, { data: {}, error: { code: 'invalid_params', message: 'Unsupported path', log_id: '' } });
  }

  async #authorize(request: IncomingMessage, response: ServerResponse, target: Target): Promise<void> {
    const form = new URLSearchParams((await readBytes(request)).toString('utf8'));
    if (await this.#isSpoiled('authorize', response)) return;
    const loggedIn = new RegExp(`${cookieName}=([^;]+)`).exec(request.headers.cookie ?? '')?.[1];
    const answer = answerAuthorize(this.#world, { method: request.method ?? 'GET', query: target.query, form, loggedIn });
    this.#persist();
    if (answer.kind === 'page') return sendHtml(response, answer.status, answer.html);
    const { accountId } = answer;
    const cookie = accountId === undefined ? {} : { 'set-cookie': `${cookieName}=${accountId}; Path=/v2/auth/; HttpOnly; SameSite=Lax` };
    response.writeHead(302, { location: answer.location, 'content-length': 0, ...cookie });
    response.end();
  }

  async #picture(response: ServerResponse, target: Target): Promise<void> {
    if (await this.#isSpoiled('picture', response)) return;
    const { counters } = this.#world;
    const picture = readPictureLink(this.#world, target.path, target.query);
    if (typeof picture === 'string') {
      counters.picturesRefused += 1;
      return sendBytes(response, 403, 'text/plain', Buffer.from(`access denied: the link is ${picture}`));
    }
    counters.pictures += 1;
    sendBytes(response, 200, 'image/png', drawPicture(picture));
  }

  /** Waits and fails as a fault says; true when there is nothing more to answer. */
  async #isSpoiled(api: string, response: ServerResponse): Promise<boolean> {
    const fault = this.#world.faults.strike(api, transportFaults);
    await beforeAnswer(this.#world, fault);
    if (!fault || fault.kind === 'slow') return false;
    await sendAnswer(response, { status: 0, code: 'none', body: undefined }, fault);
    return true;
  }
}
