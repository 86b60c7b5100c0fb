import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Permission } from '@shopfleet/contracts';
import { HubError } from '@shopfleet/kernel';
import type { Actor } from '../audit/index.ts';

/** Who is calling, once the hub's sign-in middleware has checked it. */
export interface Caller {
  readonly tenantId: string;
  readonly userId: string;
  readonly actor: Actor;
  readonly name: string;
  readonly permissions: ReadonlySet<Permission>;
  readonly plan: 'free' | 'pro' | 'enterprise';
  /** Hash of the session or key used: OAuth states are bound to it. */
  readonly sessionHash: string;
}

/** Variables that the hub's middleware sets on every request. `caller` is missing on public routes only. */
export interface HubEnv {
  Variables: { requestId: string; caller: Caller | undefined };
}

/** The application that modules register their routes on; the sign-in, limit and idempotency checks stand before them. */
export type HubApp = OpenAPIHono<HubEnv>;

/** The caller of a guarded route. The route's `access` was checked already. */
export function callerOf(c: { get(name: 'caller'): Caller | undefined }): Caller {
  const caller = c.get('caller');
  if (!caller) throw new HubError('UNAUTHORIZED');
  return caller;
}
