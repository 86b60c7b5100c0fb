import createClient, { type Middleware } from 'openapi-fetch';
import type { components, paths } from './generated/api-types.ts';
import { hubSays } from './hub-says.ts';

export type Schemas = components['schemas'];

/** An answer of the hub that is not a success, with what it said. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly fields: Readonly<Record<string, string>>;

  constructor(status: number, body: Partial<Schemas['Problem']> | undefined) {
    super(hubSays(body?.detail || body?.title || `The hub answered ${status}`));
    this.name = 'ApiProblem';
    this.status = status;
    this.code = body?.code ?? 'UNKNOWN';
    this.fields = Object.fromEntries((body?.errors ?? []).map((field) => [field.path, hubSays(field.message)]));
  }
}

const problems: Middleware = {
  async onResponse({ response }) {
    if (response.ok) return undefined;
    const isJson = response.headers.get('content-type')?.includes('json');
    throw new ApiProblem(response.status, isJson ? await response.clone().json() : undefined);
  },
};

/** Every POST may be repeated safely: a lost answer is asked for again under the same key. */
const idempotency: Middleware = {
  onRequest({ request }) {
    if (request.method === 'POST' && !request.headers.has('idempotency-key')) request.headers.set('idempotency-key', crypto.randomUUID());
    return request;
  },
};

export const api = createClient<paths>({ baseUrl: location.origin, credentials: 'same-origin' });
api.use(problems, idempotency);

/** The body of a successful answer. Anything else was thrown as an `ApiProblem` before. */
export async function read<T>(call: Promise<{ data?: T; response: Response }>): Promise<T> {
  const { data, response } = await call;
  if (data === undefined && response.status !== 204) throw new ApiProblem(response.status, undefined);
  return data as T;
}
