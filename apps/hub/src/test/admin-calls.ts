import type { RouteConfig } from '@hono/zod-openapi';
import type { Permission } from '@shopfleet/contracts';
import type { TestHub, TestUser } from '@shopfleet/test-kit/hub';
import { expect } from 'vitest';
import { z } from 'zod';

/** The configured admin key of a test hub. */
export function adminKeyOf(hub: TestHub): string {
  const { key } = hub.config.admin;
  if (!key) throw new Error('this hub has no admin key');
  return key.reveal();
}

/** An API key of the user's organisation. */
export async function hubKey(hub: TestHub, user: TestUser, scopes: readonly Permission[]): Promise<string> {
  const answer = await hub.fetchAs(user, '/api/user/api-keys', { method: 'POST', json: { name: 'Script', scopes } });
  return z.object({ secret: z.string() }).parse(await answer.json()).secret;
}

type Init = Parameters<TestHub['fetchAs']>[2];

/** Calls the operators' surface; without a key, the header is left out. */
export function callAdmin(hub: TestHub, key: string | undefined, path: string, init: Init = {}): Promise<Response> {
  const headers = new Headers(init.headers);
  if (key !== undefined) headers.set('x-api-key', key);
  return hub.fetchAs(undefined, path, { ...init, headers });
}

const failure = z.strictObject({ success: z.literal(false), error: z.strictObject({ code: z.string(), message: z.string() }) });

/** A refusal of the wrapped surfaces, in exactly their shape. */
export async function failureOf(answer: Response): Promise<{ status: number; code: string; message: string }> {
  const { error } = failure.parse(await answer.json());
  return { status: answer.status, ...error };
}

/** The body, once it was found to be as the contract says, without a field too many. */
export async function bodyAs<T = { data: never; count: number }>(route: RouteConfig, answer: Response): Promise<T> {
  const body: unknown = await answer.json();
  const schema: unknown = Reflect.get(Object(Reflect.get(route.responses, String(answer.status))), 'content')?.['application/json']?.schema;
  if (!(schema instanceof z.ZodType)) throw new Error(`${answer.status} is not in the contract: ${JSON.stringify(body)}`);
  expect(schema.parse(body)).toEqual(body);
  return body as T;
}
