import type { AgentPrinter, MediaProfile, PrinterDriver } from '@shopfleet/contracts';
import type { Tx } from '@shopfleet/db';
import { HubError, newId } from '@shopfleet/kernel';
import { sql } from 'drizzle-orm';
import { type Actor, recordAudit } from '../../audit/index.ts';
import { announce } from '../../edge/index.ts';
import { notifyAgent } from '../agent-notice.ts';
import { getAgent } from '../agents/change-agents.ts';
import type { PrintingDeps } from '../printing-deps.ts';
import { getPrinter, type PrinterRow } from './printer-store.ts';

type Deps = Pick<PrintingDeps, 'clock'>;

interface NewPrinter extends Omit<AgentPrinter, 'printerId'> {
  readonly agentId: string;
  readonly isDefault?: boolean | undefined;
}
export interface PrinterChange {
  readonly name?: string | undefined;
  readonly driver?: PrinterDriver | undefined;
  readonly media?: MediaProfile | undefined;
  readonly isDefault?: boolean | undefined;
  readonly isPaused?: boolean | undefined;
}

/** Registers a printer on an agent; the first of a tenant becomes its default. */
export async function registerPrinter(tx: Tx, deps: Deps, tenantId: string, actor: Actor, input: NewPrinter): Promise<PrinterRow> {
  await getAgent(tx, input.agentId);
  const id = newId('printer', deps.clock.now().getTime());
  const others = await tx.execute(sql`select 1 from printer where is_default and removed_at is null for update`);
  const isDefault = input.isDefault ?? others.rows.length === 0;
  if (isDefault) await clearDefault(tx);
  await tx.execute(sql`
    insert into printer (tenant_id, id, agent_id, name, driver, media, is_default)
    values (${tenantId}, ${id}, ${input.agentId}, ${input.name}, ${JSON.stringify(input.driver)}::jsonb, ${JSON.stringify(input.media)}::jsonb, ${isDefault})`);
  await tell(tx, deps, tenantId, input.agentId, id, 'registered');
  const detail = { name: input.name, driver: input.driver, media: input.media };
  await recordAudit(tx, deps.clock, tenantId, { actor, action: 'printer.registered', subject: { kind: 'printer', id }, detail });
  return getPrinter(tx, id);
}

/** Changes, pauses or resumes a printer. Throws `PRECONDITION_FAILED` when `expectedVersion` is not the current one. */
export async function changePrinter(
  tx: Tx,
  deps: Deps,
  input: { tenantId: string; actor: Actor; printerId: string; expectedVersion: number | undefined; change: PrinterChange },
): Promise<PrinterRow> {
  const { tenantId, actor, printerId: id, expectedVersion, change } = input;
  await tx.execute(sql`select 1 from printer where id = ${id} for update`);
  const before = await getPrinter(tx, id);
  if (expectedVersion !== undefined && expectedVersion !== before.version)
    throw new HubError('PRECONDITION_FAILED', { message: `This printer is at version ${before.version} now. Read it again.` });
  if (change.isDefault === true) await clearDefault(tx);
  await tx.execute(sql`
    update printer set name = ${change.name ?? before.name}, driver = ${JSON.stringify(change.driver ?? before.driver)}::jsonb,
      media = ${JSON.stringify(change.media ?? before.media)}::jsonb, is_paused = ${change.isPaused ?? before.is_paused},
      is_default = ${change.isDefault ?? before.is_default}, version = version + 1
    where id = ${id}`);
  await tell(tx, deps, tenantId, before.agent_id, id, 'changed');
  await recordAudit(tx, deps.clock, tenantId, {
    actor,
    action: 'printer.changed',
    subject: { kind: 'printer', id },
    detail: { ...change },
  });
  return getPrinter(tx, id);
}

/** Removes a printer. Throws `CONFLICT` while jobs wait for it or a route leads to it. */
export async function removePrinter(tx: Tx, deps: Deps, input: { tenantId: string; actor: Actor; printerId: string }): Promise<void> {
  const { tenantId, actor, printerId: id } = input;
  await tx.execute(sql`select 1 from printer where id = ${id} for update`);
  const printer = await getPrinter(tx, id);
  const { name, waiting_jobs: jobs } = printer;
  if (jobs > 0)
    throw new HubError('CONFLICT', {
      message: `${name} has ${jobs === 1 ? '1 job. Move or cancel it' : `${jobs} jobs. Move or cancel them`} first.`,
    });
  const routes = await tx.execute(sql`select 1 from print_route where printer_id = ${id}`);
  if (routes.rows.length > 0)
    throw new HubError('CONFLICT', { message: `A print route leads to ${printer.name}. Change the route first.` });
  await tx.execute(sql`update printer set removed_at = ${deps.clock.now().toISOString()}, is_default = false where id = ${id}`);
  await tell(tx, deps, tenantId, printer.agent_id, id, 'removed');
  const detail = { name: printer.name };
  await recordAudit(tx, deps.clock, tenantId, { actor, action: 'printer.removed', subject: { kind: 'printer', id }, detail });
}

const clearDefault = (tx: Tx) => tx.execute(sql`update printer set is_default = false, version = version + 1 where is_default`);

async function tell(tx: Tx, deps: Deps, tenantId: string, agentId: string, printerId: string, what: string): Promise<void> {
  await notifyAgent(tx, { tenantId, agentId, body: { what: 'printers' } });
  await announce(tx, deps.clock, tenantId, { topic: 'printer', id: printerId, what });
}
