import type { PrinterReport } from '@shopfleet/contracts';
import type { Tx } from '@shopfleet/db';
import { sql } from 'drizzle-orm';
import { announce } from '../../edge/index.ts';
import type { AgentRef } from '../agents/authenticate-agent.ts';
import type { PrintingDeps } from '../printing-deps.ts';

/** Keeps what the printers of an agent say of themselves; screens hear only of changes. */
export async function savePrinterReports(
  tx: Tx,
  deps: Pick<PrintingDeps, 'clock'>,
  agent: AgentRef,
  reports: readonly PrinterReport[],
): Promise<void> {
  for (const { printerId, state, reasons, message } of reports) {
    const at = deps.clock.now().toISOString();
    const changed = await tx.execute(sql`
      with before as (select id, state, reasons, state_message from printer where id = ${printerId} and agent_id = ${agent.agentId})
      update printer p set state = ${state}, reasons = ${sql.param([...reasons])}::text[], state_message = ${message}, reported_at = ${at}
      from before b where p.id = b.id and p.removed_at is null
      returning (b.state, b.reasons, b.state_message) is distinct from (p.state, p.reasons, p.state_message) as has_changed`);
    if (changed.rows[0]?.has_changed === true)
      await announce(tx, deps.clock, agent.tenantId, { topic: 'printer', id: printerId, what: state });
  }
}
