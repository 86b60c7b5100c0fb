import { HubError } from '@shopfleet/kernel';
import { sql } from 'drizzle-orm';
import type { PrintingDeps } from '../printing-deps.ts';
import type { AgentRef } from './authenticate-agent.ts';

/** The bytes of a document, for the agent that was offered it and whose job still runs. `NOT_FOUND` for every other one. */
export async function readAgentDocument(
  deps: Pick<PrintingDeps, 'db' | 'files'>,
  agent: AgentRef,
  sha256: string,
): Promise<{ bytes: Uint8Array; format: string }> {
  const format = await deps.db.asTenant(agent.tenantId, async (tx) => {
    const found = await tx.execute<{ format: string }>(sql`
      select a.format from print_attempt a join print_job j on j.tenant_id = a.tenant_id and j.id = a.print_job_id and j.fence = a.fence
      where a.agent_id = ${agent.agentId} and a.sha256 = ${sha256} and j.state in ('leased', 'received', 'sending', 'spooled') limit 1`);
    return found.rows[0]?.format;
  });
  if (format === undefined) throw new HubError('NOT_FOUND', { message: 'This agent holds no job with this document' });
  return { bytes: await deps.files.get(sha256), format };
}
