import { hubMessageSchema } from '@shopfleet/contracts';
import type { Tx } from '@shopfleet/db';
import { sql } from 'drizzle-orm';
import { z } from 'zod';

/** The channel over which any process reaches the one that holds an agent's socket. */
export const agentChannel = 'shopfleet_print';

export const agentNoticeSchema = z.object({
  tenantId: z.string(),
  agentId: z.string(),
  body: z.discriminatedUnion('what', [
    /** There may be jobs to offer. */
    z.object({ what: z.literal('jobs') }),
    /** The list of printers changed: send it again. */
    z.object({ what: z.literal('printers') }),
    z.object({ what: z.literal('send'), message: hubMessageSchema }),
    /** A newer socket of this agent was opened by that process: older ones end. */
    z.object({ what: z.literal('connected'), socketId: z.string() }),
    z.object({ what: z.literal('revoked') }),
  ]),
});
export type AgentNotice = z.infer<typeof agentNoticeSchema>;

/** Reaches the agent's socket, wherever it is, when the transaction commits. A notice may be lost; sweeping makes up for it. */
export async function notifyAgent(tx: Tx, notice: AgentNotice): Promise<void> {
  await tx.execute(sql`select pg_notify(${agentChannel}, ${JSON.stringify(notice)})`);
}

/** `notifyAgent` for the agent of a printer. */
export async function notifyAgentOfPrinter(tx: Tx, tenantId: string, printerId: string, body: AgentNotice['body']): Promise<void> {
  const notice = sql`json_build_object('tenantId', ${tenantId}::text, 'agentId', agent_id, 'body', ${JSON.stringify(body)}::json)::text`;
  await tx.execute(sql`select pg_notify(${agentChannel}, ${notice}) from printer where id = ${printerId}`);
}
