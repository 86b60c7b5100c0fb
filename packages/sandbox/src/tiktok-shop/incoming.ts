import type { IncomingMessage } from 'node:http';
import { readBody } from '../stage/incoming.ts';
import { Refusal } from './refusal.ts';

export { sendBytes, sendJson, type Target, targetOf, textHeader } from '../stage/incoming.ts';

/** @throws Refusal 36009021 when the body is too large. */
export const readBytes = (request: IncomingMessage): Promise<Buffer> =>
  readBody(request, () => new Refusal(36009021, 'The body is too large'));

/** Every `content-type` header that was sent; Node itself keeps only the first. */
export function contentTypesOf(request: IncomingMessage): string[] {
  const types: string[] = [];
  for (let at = 0; at < request.rawHeaders.length; at += 2) {
    if (request.rawHeaders[at]?.toLowerCase() === 'content-type') types.push(request.rawHeaders[at + 1] ?? '');
  }
  return types;
}
