import { createHmac } from 'node:crypto';
import type { FeedDocument } from './model.ts';
import type { World } from './world.ts';

const folder = '/feed-documents/';
const lifeMs = 5 * 60_000;

export const isFilePath = (path: string): boolean => path.startsWith(folder);

const signatureOf = (world: World, method: string, id: string, expires: string): string =>
  createHmac('sha256', `files ${world.app.clientSecret}`).update(`${method}\n${id}\n${expires}`).digest('hex');

/** An address that works for five minutes, for one method, without any token. */
export function presignedUrl(world: World, method: 'PUT' | 'GET', id: string): string {
  const expires = String(world.clock.nowMs() + lifeMs);
  const query = new URLSearchParams({ 'X-Amz-Expires': expires, 'X-Amz-Signature': signatureOf(world, method, id, expires) });
  return `${world.address.url}${folder}${id}?${query}`;
}

export interface FileRequest {
  readonly method: string;
  readonly path: string;
  readonly query: ReadonlyMap<string, string>;
  readonly contentType: string;
  readonly body: Buffer;
}

export interface FileAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

const refused = (status: number, code: string): FileAnswer => ({
  status,
  contentType: 'application/xml',
  bytes: Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code></Error>`),
});

/** The store behind the addresses: a file is put once with the type that was announced, and read as it is. */
export function answerFile(world: World, { method, path, query, contentType, body }: FileRequest): FileAnswer {
  const id = path.slice(folder.length);
  const expires = query.get('X-Amz-Expires') ?? '';
  if (query.get('X-Amz-Signature') !== signatureOf(world, method, id, expires)) return refused(403, 'SignatureDoesNotMatch');
  if (Number(expires) <= world.clock.nowMs()) return refused(403, 'AccessDenied');
  const document = world.feedDocuments.get(id);
  if (!document) return refused(404, 'NoSuchKey');
  if (method === 'GET') return readFile(document);
  // The type is part of what was signed.
  if (contentType !== document.contentType) return refused(403, 'SignatureDoesNotMatch');
  document.content = body.toString('base64');
  world.feedDocuments.save(document);
  return { status: 200, contentType: 'application/xml', bytes: Buffer.alloc(0) };
}

function readFile({ content, contentType, isGzip }: FeedDocument): FileAnswer {
  if (content === undefined) return refused(404, 'NoSuchKey');
  return { status: 200, contentType: isGzip ? 'application/gzip' : contentType, bytes: Buffer.from(content, 'base64') };
}
