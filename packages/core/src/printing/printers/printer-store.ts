import type { AgentPrinter, MediaProfile, PrinterDriver, printerReasons, printerStates, printingRoutes } from '@shopfleet/contracts';
import type { Tx } from '@shopfleet/db';
import { HubError } from '@shopfleet/kernel';
import { type SQL, sql } from 'drizzle-orm';
import type { z } from 'zod';
import { isOnline } from '../agents/agent-store.ts';
import { instantOrNull } from '../queue/print-job-row.ts';

export type PrinterRow = {
  id: string;
  name: string;
  agent_id: string;
  agent_name: string;
  is_agent_online: boolean;
  is_agent_revoked: boolean;
  driver: PrinterDriver;
  media: MediaProfile;
  is_paused: boolean;
  is_default: boolean;
  state: (typeof printerStates)[number];
  reasons: (typeof printerReasons)[number][];
  state_message: string;
  reported_at: string | null;
  waiting_jobs: number;
  version: number;
};
export type PrinterView = z.infer<typeof printingRoutes.printerSchema>;

const columns = sql`p.*, a.name as agent_name, ${isOnline} as is_agent_online, a.revoked_at is not null as is_agent_revoked, (select count(*)::int from print_job j
  where j.tenant_id = p.tenant_id and j.printer_id = p.id and j.state in ('queued', 'leased', 'received', 'sending', 'spooled')) as waiting_jobs`;

export async function selectPrinters(tx: Tx, where: SQL = sql`true`): Promise<PrinterRow[]> {
  const found = await tx.execute<PrinterRow>(sql`
    select ${columns} from printer p join agent a on a.tenant_id = p.tenant_id and a.id = p.agent_id
    where p.removed_at is null and ${where} order by p.name, p.id`);
  return found.rows;
}

/** The printer; throws `NOT_FOUND` when there is none or it was removed. */
export async function getPrinter(tx: Tx, printerId: string): Promise<PrinterRow> {
  const [row] = await selectPrinters(tx, sql`p.id = ${printerId}`);
  if (!row) throw new HubError('NOT_FOUND', { message: 'There is no such printer' });
  return row;
}

/** What an agent is told of its printers. */
export async function selectAgentPrinters(tx: Tx, agentId: string): Promise<AgentPrinter[]> {
  const rows = await selectPrinters(tx, sql`p.agent_id = ${agentId}`);
  return rows.map(({ id: printerId, name, driver, media }) => ({ printerId, name, driver, media }));
}

const absence = ({ agent_name: agent, is_agent_revoked: isRevoked, waiting_jobs: jobs }: PrinterRow): string => {
  if (!isRevoked) return `The agent ${agent} is not connected.`;
  const move = jobs === 0 ? '' : ` Move ${jobs === 1 ? 'the job that waits' : `the ${jobs} jobs that wait`} here to another printer.`;
  return `The agent ${agent} was unpaired: register this printer on another agent.${move}`;
};

export const viewPrinter = (row: PrinterRow): PrinterView => ({
  id: row.id,
  name: row.name,
  agentId: row.agent_id,
  agentName: row.agent_name,
  isAgentOnline: row.is_agent_online,
  driver: row.driver,
  media: row.media,
  isPaused: row.is_paused,
  isDefault: row.is_default,
  state: row.is_agent_online ? row.state : 'unreachable',
  reasons: row.is_agent_online ? row.reasons : ['offline'],
  stateMessage: row.is_agent_online ? row.state_message : absence(row),
  reportedAt: instantOrNull(row.reported_at),
  waitingJobs: row.waiting_jobs,
  version: row.version,
});
