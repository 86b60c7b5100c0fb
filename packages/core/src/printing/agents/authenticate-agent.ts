import type { Database } from '@shopfleet/db';
import { findAgentByTokenHash } from './agent-store.ts';
import { hashOf } from './agent-token.ts';

/** One agent of one tenant. */
export interface AgentRef {
  readonly tenantId: string;
  readonly agentId: string;
}

/** Who sends this `Authorization` header; undefined when nobody that is paired. */
export async function authenticateAgent(db: Database, authorization: string | undefined): Promise<AgentRef | undefined> {
  const token = /^Bearer (sfa_[\w-]{20,100})$/.exec(authorization ?? '')?.[1];
  return token === undefined ? undefined : db.asSystem((tx) => findAgentByTokenHash(tx, hashOf(token)));
}
