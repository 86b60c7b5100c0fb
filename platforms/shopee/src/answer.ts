import type { Clock } from '@shopfleet/kernel';
import { type HttpResponse, PlatformFailure, readExactJson } from '@shopfleet/platform-kit';
import type { z } from 'zod';
import type { Endpoint } from './endpoints.ts';
import { type Refusal, refusalFailure, statusFailure } from './failures.ts';
import { type Envelope, envelopeSchema } from './wire/envelope.ts';

export interface AnswerReader<S extends z.ZodType> {
  readonly endpoint: Endpoint;
  readonly schema: S;
  readonly clock: Clock;
  readonly translate?: (refusal: Refusal) => PlatformFailure;
}

/** Reads an answer. `error` decides, whatever the HTTP status: failures mostly come with 200. */
export function readAnswer<S extends z.ZodType>(response: HttpResponse, reader: AnswerReader<S>): z.output<S> {
  const { endpoint, schema, clock, translate = refusalFailure } = reader;
  const { isRead } = endpoint;
  const envelope = readEnvelope(response, isRead);
  const { error: code, request_id: requestId } = envelope;
  const isExplained = endpoint.explained?.includes(code) === true && envelope.response != null;
  if (code !== '' && !isExplained) {
    throw translate({ code, message: envelope.message || envelope.msg || '', requestId, isRead, now: clock.now() });
  }
  if (code === '' && response.status >= 400) throw statusFailure(response.status, isRead);
  const data = schema.safeParse(endpoint.isFlat ? envelope : (envelope.response ?? {}));
  if (data.success) return data.data;
  const where = data.error.issues.map((issue) => issue.path.join('.')).join(', ');
  throw new PlatformFailure(isRead ? 'unexpected' : 'outcome-unknown', `The answer of Shopee has another shape at: ${where}`, {
    cause: data.error,
    ...(requestId === undefined ? {} : { requestId }),
  });
}

/** The bytes of a file, or the refusal that came in its place. The bytes decide, not the content type. */
export function readFile(response: HttpResponse, endpoint: Endpoint, clock: Clock): Uint8Array {
  const isJson = Buffer.from(response.body.subarray(0, 64)).toString('latin1').trimStart().startsWith('{');
  if (!isJson && response.status < 400 && response.body.length > 0) return response.body;
  const { error: code, message, msg, request_id: requestId } = readEnvelope(response, endpoint.isRead);
  if (code === '') throw statusFailure(response.status, endpoint.isRead);
  throw refusalFailure({ code, message: message || msg || '', requestId, isRead: endpoint.isRead, now: clock.now() });
}

function readEnvelope(response: HttpResponse, isRead: boolean): Envelope {
  let body: unknown;
  try {
    body = readExactJson(Buffer.from(response.body).toString('utf8'));
  } catch (error) {
    if (error instanceof PlatformFailure) throw statusFailure(response.status, isRead);
    throw error;
  }
  const envelope = envelopeSchema.safeParse(body);
  if (!envelope.success) throw statusFailure(response.status, isRead);
  return envelope.data;
}
