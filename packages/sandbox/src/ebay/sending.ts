import type { ServerResponse } from 'node:http';
import { sendHtml } from '../stage/incoming.ts';
import type { Answer } from './call.ts';
import { EdgeRefusal } from './refusal.ts';

/** JSON with its headers, nothing at all, or the page of the edge. */
export function sendAnswer(response: ServerResponse, answer: Answer | EdgeRefusal): void {
  if (answer instanceof EdgeRefusal) {
    sendHtml(response, answer.status, `<html><head><title>${answer.status}</title></head><body>${answer.status}</body></html>`);
    return;
  }
  const bytes = answer.body === undefined ? Buffer.alloc(0) : Buffer.from(JSON.stringify(answer.body));
  const type = answer.body === undefined ? {} : { 'content-type': 'application/json' };
  const length = answer.status === 204 ? {} : { 'content-length': String(bytes.length) };
  response.writeHead(answer.status, { ...type, ...length, ...answer.headers });
  response.end(bytes);
}
