import http from 'node:http';
import https from 'node:https';
import { Readable } from 'node:stream';
import { decodeIpp, maxIppResponseBytes } from './ipp-decode.ts';
import { encodeIppRequest, type IppField, type IppMessage } from './ipp-message.ts';
import { tag } from './ipp-tags.ts';
import type { IppTarget } from './ipp-target.ts';

export interface IppRequest {
  readonly operation: number;
  /** Operation attributes after charset, language and `printer-uri`, which are always sent. */
  readonly fields?: readonly IppField[];
  readonly jobFields?: readonly IppField[];
  readonly document?: { readonly bytes: number; readonly open: () => AsyncIterable<Buffer> };
  /** Time without a single byte before the call is given up. */
  readonly idleMs?: number;
}

/** The call did not end in an IPP answer. `isRefused`: no connection came about, so the printer saw nothing of it. */
export class IppUnanswered extends Error {
  readonly isRefused: boolean;

  constructor(message: string, isRefused: boolean, cause?: unknown) {
    super(message, { cause });
    this.name = 'IppUnanswered';
    this.isRefused = isRefused;
  }
}

const neverConnected = new Set(['ECONNREFUSED', 'ENOENT', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN', 'EACCES']);

/** Calls one IPP object (a printer, a CUPS queue, a CUPS server) over kept-alive connections. */
export class IppClient {
  readonly target: IppTarget;
  readonly #agent: http.Agent;
  #nextRequestId = 1;

  constructor(target: IppTarget) {
    this.target = target;
    const isTls = target.endpoint.kind === 'tcp' && target.endpoint.isTls;
    // Printers sign their own certificates; IPPS keeps listeners out, it does not prove who the printer is.
    this.#agent = isTls ? new https.Agent({ keepAlive: true, rejectUnauthorized: false }) : new http.Agent({ keepAlive: true });
  }

  /** Answers whatever IPP status the printer gave; throws `IppUnanswered` when there was no IPP answer. */
  async call(request: IppRequest): Promise<IppMessage> {
    const head = encodeIppRequest(request.operation, this.#nextRequestId++, [
      { tag: tag.operation, fields: [...this.#commonFields(), ...(request.fields ?? [])] },
      ...(request.jobFields === undefined ? [] : [{ tag: tag.job, fields: request.jobFields }]),
    ]);
    const decoded = decodeIpp(await this.#post(head, request));
    if (!decoded.ok) throw new IppUnanswered(`${this.target.uri} sent something that is not IPP: ${decoded.problem}`, false);
    return decoded.message;
  }

  close(): void {
    this.#agent.destroy();
  }

  #commonFields(): IppField[] {
    return [
      ['attributes-charset', tag.charset, 'utf-8'],
      ['attributes-natural-language', tag.naturalLanguage, 'en'],
      ['printer-uri', tag.uri, this.target.uri],
    ];
  }

  #post(head: Buffer, request: IppRequest): Promise<Buffer> {
    const { endpoint, path, uri } = this.target;
    const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
    const fail = (error: NodeJS.ErrnoException) =>
      reject(new IppUnanswered(`${uri} does not answer: ${error.code ?? error.message}`, neverConnected.has(error.code ?? ''), error));
    const where = endpoint.kind === 'socket' ? { socketPath: endpoint.path } : { host: endpoint.host, port: endpoint.port };
    const isTls = endpoint.kind === 'tcp' && endpoint.isTls;
    const outgoing = (isTls ? https : http).request({
      ...where,
      path,
      method: 'POST',
      agent: this.#agent,
      timeout: request.idleMs ?? 10_000,
      headers: { 'content-type': 'application/ipp', 'content-length': head.length + (request.document?.bytes ?? 0) },
    });
    outgoing.on('timeout', () => outgoing.destroy(Object.assign(new Error('timed out'), { code: 'ETIMEDOUT' })));
    outgoing.on('error', fail);
    outgoing.on('response', (response) => collect(response, fail, resolve));
    if (request.document === undefined) outgoing.end(head);
    else
      Readable.from(headThenDocument(head, request.document.open()), { highWaterMark: 1 })
        .on('error', (error) => outgoing.destroy(error))
        .pipe(outgoing);
    return promise;
  }
}

async function* headThenDocument(head: Buffer, document: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield head;
  yield* document;
}

function collect(response: http.IncomingMessage, fail: (error: Error) => void, resolve: (body: Buffer) => void): void {
  const parts: Buffer[] = [];
  let size = 0;
  response.on('data', (part: Buffer) => {
    size += part.length;
    if (size > maxIppResponseBytes) response.destroy(new Error(`the answer is larger than ${maxIppResponseBytes} bytes`));
    else parts.push(part);
  });
  response.on('error', fail);
  response.on('end', () => {
    if (response.statusCode === 200) resolve(Buffer.concat(parts));
    else fail(new Error(`HTTP ${response.statusCode}`));
  });
}
