import type { IncomingMessage, ServerResponse } from 'node:http';
import { Refusal } from './refusal.ts';

const mostBytes = 12 * 1024 * 1024;

/** @throws Refusal 36009021 when the body is too large. */
export async function readBytes(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    if (!(chunk instanceof Buffer)) continue;
    size += chunk.length;
    if (size > mostBytes) throw new Refusal(36009021, 'The body is too large');
    chunks.push(chunk);
  }
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
}

export interface Target {
  readonly path: string;
  readonly query: ReadonlyMap<string, string>;
}

/** Path as sent and decoded query; a name sent twice counts once, the last time. */
export function targetOf(request: IncomingMessage): Target {
  const [path = '/', search = ''] = splitOnce(request.url ?? '/');
  return { path, query: new Map(new URLSearchParams(search)) };
}

function splitOnce(url: string): [string, string] {
  const mark = url.indexOf('?');
  return mark < 0 ? [url, ''] : [url.slice(0, mark), url.slice(mark + 1)];
}

/** Every `content-type` header that was sent; Node itself keeps only the first. */
export function contentTypesOf(request: IncomingMessage): string[] {
  const types: string[] = [];
  for (let at = 0; at < request.rawHeaders.length; at += 2) {
    if (request.rawHeaders[at]?.toLowerCase() === 'content-type') types.push(request.rawHeaders[at + 1] ?? '');
  }
  return types;
}

export function sendJson(response: ServerResponse, status: number, value: unknown): void {
  sendBytes(response, status, 'application/json', Buffer.from(JSON.stringify(value)));
}

export function sendBytes(response: ServerResponse, status: number, contentType: string, bytes: Uint8Array): void {
  response.writeHead(status, { 'content-type': contentType, 'content-length': bytes.length });
  response.end(bytes);
}
