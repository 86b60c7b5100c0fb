import { type HttpResponse, PlatformFailure, readExactJson } from '@shopfleet/platform-kit';
import type { z } from 'zod';
import { type Answered, oauthFailure, refusalFailure, statusFailure } from './failures.ts';
import { errorsSchema, oauthErrorSchema } from './wire/error.ts';

/** Reads a successful answer. Throws `PlatformFailure`. */
export type Reader<T> = (response: HttpResponse, isRead: boolean) => T;

/** Takes an answer apart: a refusal becomes a failure, everything else is for the reader. Warnings beside a success change nothing. */
export function readAnswer<T>(response: HttpResponse, isRead: boolean, read: Reader<T>): T {
  if (response.status >= 200 && response.status < 300) return read(response, isRead);
  throw refusalOf(response, { status: response.status, isRead, requestId: response.headers['x-ebay-c-request-id'] });
}

function refusalOf({ body }: HttpResponse, answered: Answered): PlatformFailure {
  const said = tryJson(body);
  const errors = errorsSchema.safeParse(said);
  if (errors.success && errors.data.errors[0]) return refusalFailure(errors.data.errors[0], answered);
  const oauth = oauthErrorSchema.safeParse(said);
  if (oauth.success) return oauthFailure(oauth.data.error, oauth.data.error_description, answered);
  return statusFailure(answered);
}

function tryJson(body: Uint8Array): unknown {
  try {
    return readExactJson(Buffer.from(body).toString('utf8'));
  } catch (error) {
    if (error instanceof PlatformFailure) return undefined;
    throw error;
  }
}

/** The body as this shape. An answer to a write that cannot be read leaves its outcome unknown. */
export function json<S extends z.ZodType>(schema: S): Reader<z.output<S>> {
  return ({ body }, isRead) => {
    const data = schema.safeParse(body.length === 0 ? {} : readExactJson(Buffer.from(body).toString('utf8')));
    if (data.success) return data.data;
    const where = data.error.issues.map((issue) => issue.path.join('.')).join(', ');
    throw new PlatformFailure(isRead ? 'unexpected' : 'outcome-unknown', `The answer of eBay has another shape at: ${where}`, {
      cause: data.error,
    });
  };
}

/** For calls whose answer says nothing that matters. */
export const nothing: Reader<undefined> = () => undefined;

/** The id of what was made: the last part of the `Location`; undefined when there is none. */
export const createdId: Reader<string | undefined> = ({ headers }) => lastPathPart(headers.location ?? '');

/** The last part of an address, decoded. */
export function lastPathPart(address: string): string | undefined {
  const part = address.split(/[?#]/)[0]?.split('/').at(-1) ?? '';
  try {
    return decodeURIComponent(part) || undefined;
  } catch (error) {
    if (error instanceof URIError) return part || undefined;
    throw error;
  }
}
