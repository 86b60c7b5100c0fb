import type { IncomingMessage, ServerResponse } from 'node:http';
import { isControlPath } from '../stage/control-calls.ts';
import { beforeAnswer, preventsEffect, sendUnlessStruck, transportFaults } from '../stage/faulty-transport.ts';
import { escapeHtml, readBody, sendBytes, sendHtml, sendJson, type Target, targetOf, textHeader } from '../stage/incoming.ts';
import type { ApiServer } from './api-server.ts';
import { answerConsent, isConsentPath } from './consent-page.ts';
import type { Control } from './control.ts';
import { answerControlCall } from './control-api.ts';
import { page } from './control-page.ts';
import { refusalFaults } from './faults.ts';
import { answerFile, isFilePath } from './feed-files.ts';
import type { Region } from './model.ts';
import { schemaFile } from './product-type-calls.ts';
import { answerQueue, isQueueTarget } from './queue-endpoint.ts';
import { answerToken, isTokenPath, type TokenAnswer } from './token-endpoint.ts';
import type { World } from './world.ts';

const regionPrefixes: Readonly<Record<string, Region>> = { na: 'NA', eu: 'EU', fe: 'FE' };

/** One listener for all hosts. A path that starts with `/na`, `/eu` or `/fe` was sent to the host of that region. */
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
    const { target, region } = hostOf(targetOf(request));
    const file = schemaFile(target.path);
    const queueTarget = textHeader(request, 'x-amz-target');
    if (isQueueTarget(queueTarget)) await this.#queue(request, response, queueTarget);
    else if (page.isPath(target.path)) page.send(target.path, response);
    else if (isControlPath(target.path)) await answerControlCall(this.#control, request, response, target, this.#persist);
    else if (isConsentPath(target.path)) await this.#consent(request, response, target, region);
    else if (file !== undefined) sendBytes(response, 200, 'application/json', Buffer.from(file));
    else if (isFilePath(target.path)) await this.#file(request, response, target);
    else if (isTokenPath(target.path)) await this.#token(request, response);
    else await this.#api.answer(request, response, target, region);
  }

  async #consent(request: IncomingMessage, response: ServerResponse, target: Target, region: Region | undefined): Promise<void> {
    const answer = answerConsent(this.#world, request.method ?? 'GET', region, target.query, await readForm(request));
    this.#persist();
    if (answer.kind === 'redirect') {
      response.writeHead(302, { location: answer.location, 'content-length': 0 });
      response.end();
    } else if (answer.kind === 'page') sendHtml(response, 200, answer.html);
    else sendHtml(response, 400, `<!doctype html><title>Refused</title><p>${escapeHtml(answer.message)}</p>`);
  }

  async #token(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const form = await readForm(request);
    const fault = this.#world.faults.strike('token', transportFaults);
    await beforeAnswer(fault);
    const answer = preventsEffect(fault) ? { status: 0, body: {} } : await this.#tokenAnswer(request, form);
    this.#persist();
    await sendUnlessStruck(response, fault, () => sendJson(response, answer.status, answer.body));
  }

  async #tokenAnswer(request: IncomingMessage, form: ReadonlyMap<string, string>): Promise<TokenAnswer> {
    const fault = this.#world.faults.strike('token', refusalFaults);
    if (fault?.kind === 'unavailable' || fault?.kind === 'rate-limited') {
      return { status: 503, body: { error: 'temporarily_unavailable', error_description: 'The service is temporarily unavailable' } };
    }
    if (fault) return { status: 500, body: { error: 'server_error', error_description: 'The server encountered an unexpected condition' } };
    const isForm = textHeader(request, 'content-type')?.startsWith('application/x-www-form-urlencoded') ?? false;
    if (request.method !== 'POST' || !isForm) {
      return { status: 400, body: { error: 'invalid_request', error_description: 'The Content-Type is not supported' } };
    }
    return await answerToken(this.#world, form);
  }

  /** The store of feeds, which is no host of the API. */
  async #file(request: IncomingMessage, response: ServerResponse, target: Target): Promise<void> {
    const asked = { method: request.method ?? 'GET', ...target, contentType: textHeader(request, 'content-type') ?? '' };
    const answer = answerFile(this.#world, { ...asked, body: await readBytes(request) });
    this.#persist();
    sendBytes(response, answer.status, answer.contentType, answer.bytes);
  }

  async #queue(request: IncomingMessage, response: ServerResponse, target: string): Promise<void> {
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    const authorization = textHeader(request, 'authorization') ?? '';
    const fault = this.#world.faults.strike(target, transportFaults);
    await beforeAnswer(fault);
    const asked = { target, authorization, body: await readBytes(request), signal: gone.signal };
    const answer = preventsEffect(fault) ? { status: 0, body: {} } : await answerQueue(this.#world, asked);
    this.#persist();
    await sendUnlessStruck(response, fault, () => {
      if (!response.destroyed) sendBytes(response, answer.status, 'application/x-amz-json-1.0', Buffer.from(JSON.stringify(answer.body)));
    });
  }
}

const readBytes = (request: IncomingMessage): Promise<Buffer> => readBody(request, () => new RangeError('the body is too large'));

const readForm = async (request: IncomingMessage): Promise<ReadonlyMap<string, string>> =>
  new Map(new URLSearchParams((await readBytes(request)).toString('utf8')));

/** The region that a path was sent to, and the path as the host there sees it. */
function hostOf(target: Target): { readonly target: Target; readonly region: Region | undefined } {
  const region = regionPrefixes[target.path.split('/')[1] ?? ''];
  return region === undefined ? { target, region } : { target: { ...target, path: target.path.slice(3) }, region };
}
