import type { IncomingMessage, ServerResponse } from 'node:http';
import { isControlPath } from '../stage/control-calls.ts';
import { escapeHtml } from '../stage/incoming.ts';
import type { ApiServer } from './api-server.ts';
import { answerConsent, isConsentPath } from './consent-page.ts';

import type { Control } from './control.ts';
import { answerControlCall } from './control-api.ts';
import { page } from './control-page.ts';
import { renderDocument } from './document-calls.ts';
import { isDocumentPath, readDocumentLink } from './document-link.ts';
import { accepted, refused, requestId } from './envelope.ts';
import { beforeAnswer, type PlainAnswer, preventsEffect, refusalFaults, refusalOf, sendAnswer, transportFaults } from './faulty-answer.ts';
import { readBytes, sendBytes, type Target, targetOf } from './incoming.ts';
import { isPicturePath, pictureAt } from './picture-calls.ts';
import { Refusal } from './refusal.ts';
import { answerTokenCall, isTokenPath } from './token-endpoints.ts';
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
    if (isControlPath(target.path)) {
      await answerControlCall(this.#control, request, response, target, this.#persist);
    } else if (isConsentPath(target.path)) await this.#consent(request, response, target);
    else if (isTokenPath(target.path)) await this.#token(request, response, target);
    else if (isDocumentPath(target.path)) await this.#document(response, target);
    else if (isPicturePath(target.path)) {
      const { contentType, bytes } = pictureAt(this.#world, target.path);
      sendBytes(response, 200, contentType, Buffer.from(bytes));
    } else await this.#api.answer(request, response, target);
  }

  async #consent(request: IncomingMessage, response: ServerResponse, target: Target): Promise<void> {
    const form = new Map(new URLSearchParams((await readBytes(request)).toString('utf8')));
    const answer = answerConsent(this.#world, request.method ?? 'GET', target.query, form);
    this.#persist();
    if (answer.kind === 'redirect') {
      response.writeHead(302, { location: answer.location, 'content-length': 0 });
      response.end();
      return;
    }
    const html = answer.kind === 'page' ? answer.html : `<!doctype html><title>Refused</title><p>${escapeHtml(answer.message)}</p>`;
    sendBytes(response, answer.kind === 'page' ? 200 : 400, 'text/html; charset=utf-8', Buffer.from(html));
  }

  /** The token host writes `success` in lower case. */
  async #token(request: IncomingMessage, response: ServerResponse, target: Target): Promise<void> {
    const api = target.path.endsWith('/refresh') ? 'tokens.refresh' : 'tokens.get';
    const fault = this.#world.faults.strike(api, transportFaults);
    await beforeAnswer(fault);
    const answer = preventsEffect(fault) ? { status: 0, body: {} } : await this.#tokenAnswer(request.method, api, target);
    this.#persist();
    await sendAnswer(response, answer, fault);
  }

  async #tokenAnswer(method: string | undefined, api: string, target: Target): Promise<PlainAnswer> {
    const id = requestId(this.#world, this.#world.random);
    try {
      if (method !== 'GET') throw new Refusal(36009010, `Method ${method} is not allowed`);
      const fault = this.#world.faults.strike(api, refusalFaults);
      if (fault) throw refusalOf(fault);
      return { status: 200, body: accepted(await answerTokenCall(this.#world, target.path, target.query), id, 'success') };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      // Business refusals of this host come with 200, as far as is known; trouble comes with its own status.
      const isTrouble = [36009002, 36009003, 36009007, 36009010].includes(error.code);
      return { status: isTrouble ? error.status : 200, body: refused(error.code, error.message, id) };
    }
  }

  async #document(response: ServerResponse, target: Target): Promise<void> {
    const fault = this.#world.faults.strike('files.download', transportFaults);
    await beforeAnswer(fault);
    if (fault && fault.kind !== 'slow') return await sendAnswer(response, { status: 0, body: {} }, fault);
    const wish = readDocumentLink(this.#world, target.path, target.query);
    const file = wish && (await renderDocument(this.#world, wish));
    if (file) sendBytes(response, 200, file.contentType, file.bytes);
    else sendBytes(response, 403, 'text/plain', Buffer.from('this link is over or was changed'));
  }
}
