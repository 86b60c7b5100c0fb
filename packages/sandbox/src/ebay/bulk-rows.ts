import { type Answer, type Call, isObject, type JsonObject } from './call.ts';
import { Refusal } from './refusal.ts';

const mostRequests = 25;

/** `requests` of a bulk call. @throws Refusal 25709 when there is none, or the number that the call has for too many */
export function bulkRequests(call: Call, tooMany: number, most = mostRequests): readonly JsonObject[] {
  const { requests } = call.body;
  if (!Array.isArray(requests) || requests.length === 0) throw new Refusal(25709, 'Invalid value for requests.');
  if (requests.length > most) throw new Refusal(tooMany, `The number of requests cannot exceed ${most}.`);
  return requests.map((request: unknown) => {
    if (!isObject(request)) throw new Refusal(25709, 'Invalid value for requests.');
    return request;
  });
}

export interface BulkRow extends JsonObject {
  readonly statusCode: number;
}

/** One row; a refusal becomes its errors and does not touch the other rows. */
export function bulkRow(head: JsonObject, act: () => { readonly statusCode: number } & JsonObject): BulkRow {
  try {
    return { ...head, ...act() };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { ...head, statusCode: error.status, errors: [error.view()], warnings: [] };
  }
}

/** 200, or 207 as soon as one row failed. */
export function bulkAnswer(responses: readonly BulkRow[]): Answer {
  return { status: responses.every(({ statusCode }) => statusCode < 300) ? 200 : 207, body: { responses } };
}
