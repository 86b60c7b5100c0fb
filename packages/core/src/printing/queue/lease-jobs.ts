import type { JobOffer, MediaProfile } from '@shopfleet/contracts';
import type { Tx } from '@shopfleet/db';
import { crashPoint, HubError } from '@shopfleet/kernel';
import { sql } from 'drizzle-orm';
import { announce } from '../../edge/index.ts';
import type { PrintingDeps } from '../printing-deps.ts';
import { type DocumentFormat, isDocumentFormat } from './document-format.ts';
import { ensureRendition, findRendition, type Rendition, type RenditionSource } from './media-rendition.ts';
import { insertAttempt } from './print-attempt-store.ts';
import { roomUnderBrake } from './print-brake.ts';
import { instant, type PrintJobRow } from './print-job-row.ts';
import { leasePrintJob, movePrintJob } from './print-job-store.ts';

/** From offer to receipt: the agent fetches the document in this time, or the job goes back. */
export const leaseSeconds = 30;
/** One that prints, and what the agent may hold ready beside it. */
export const heldPerPrinter = 3;

type Candidate = PrintJobRow & { media: MediaProfile };

interface AgentRef {
  readonly tenantId: string;
  readonly agentId: string;
}

/**
 * Hands the agent's printers what waits for them, as far as they have room and rate. Each offer is committed with its fence, lease and
 * attempt before this returns; documents that have no rendition yet are converted first.
 */
export async function leaseJobs(deps: PrintingDeps, agent: AgentRef): Promise<JobOffer[]> {
  const { offers, unconverted } = await deps.db.asTenant(agent.tenantId, (tx) => leaseReady(tx, deps, agent));
  if (unconverted.length > 0) {
    await Promise.all(unconverted.map((job) => convertOrFail(deps, job)));
    const second = await deps.db.asTenant(agent.tenantId, (tx) => leaseReady(tx, deps, agent));
    offers.push(...second.offers);
  }
  if (offers.length > 0) crashPoint('printing.after-lease-before-offer');
  return offers;
}

async function leaseReady(tx: Tx, deps: PrintingDeps, agent: AgentRef): Promise<{ offers: JobOffer[]; unconverted: Candidate[] }> {
  const offers: JobOffer[] = [];
  const unconverted: Candidate[] = [];
  for (const job of await selectCandidates(tx, deps, agent.agentId)) {
    const rendition = await findRendition(tx, sourceOf(job), job.media);
    if (!rendition) {
      unconverted.push(job);
      continue;
    }
    const offer = await lease(tx, deps, agent, job, rendition);
    if (offer) offers.push(offer);
  }
  return { offers, unconverted };
}

/** For each printer of the agent: the first waiting jobs, as many as it has room for. */
async function selectCandidates(tx: Tx, deps: PrintingDeps, agentId: string): Promise<Candidate[]> {
  const now = deps.clock.now().toISOString();
  const found = await tx.execute<Candidate>(sql`
    select j.*, p.name as printer_name, p.media
    from printer p
    cross join lateral (
      select least(
        ${heldPerPrinter} - (select count(*) from print_job h where h.tenant_id = p.tenant_id and h.printer_id = p.id
          and h.state in ('leased', 'received', 'sending', 'spooled')),
        ${roomUnderBrake(deps)}
      ) as room
    ) r
    cross join lateral (
      select * from print_job w where w.tenant_id = p.tenant_id and w.printer_id = p.id and w.state = 'queued' and not w.is_paused
        and w.expires_at > ${now} and (w.lease_until is null or w.lease_until <= now())
      order by w.priority desc, w.id limit greatest(r.room, 0)
    ) j
    where p.agent_id = ${agentId} and p.removed_at is null and not p.is_paused
    order by j.priority desc, j.id`);
  return found.rows;
}

const sourceOf = (job: PrintJobRow): RenditionSource => ({
  labelId: job.label_id,
  sha256: job.source_sha256,
  format: job.source_format,
  expectedBarcode: job.expected_barcode,
});

async function lease(tx: Tx, deps: PrintingDeps, agent: AgentRef, job: Candidate, made: Rendition): Promise<JobOffer | undefined> {
  const at = deps.clock.now();
  const format = offeredFormat(made.format);
  const leased = await leasePrintJob(tx, { id: job.id, printerId: job.printer_id, at, leaseSeconds });
  if (!leased) return undefined;
  const { id: printJobId, fence, printer_id: printerId } = leased;
  await Promise.all([
    insertAttempt(tx, { ...agent, printJobId, fence, printerId, ...made, at }),
    announce(tx, deps.clock, agent.tenantId, { topic: 'print-job', id: printJobId, what: 'leased' }),
  ]);
  return {
    printJobId,
    fence,
    printerId,
    document: { sha256: made.sha256, format, bytes: made.bytes },
    copies: leased.copies,
    priority: leased.priority,
    title: leased.title.slice(0, 200),
    expiresAt: instant(leased.expires_at),
  };
}

function offeredFormat(format: string): DocumentFormat {
  if (!isDocumentFormat(format)) throw new Error(`a rendition has the format ${format}, which no agent knows`);
  return format;
}

async function convertOrFail(deps: PrintingDeps, job: Candidate): Promise<void> {
  try {
    await ensureRendition(deps, job.tenant_id, sourceOf(job), job.media);
  } catch (error) {
    // A converter that is busy or a disk that is full may work later; a document that cannot be printed never will.
    if (!(error instanceof HubError) || !['UNREADABLE_DOCUMENT', 'NOT_FOUND'].includes(error.code)) throw error;
    await deps.db.asTenant(job.tenant_id, async (tx) => {
      const failed = await movePrintJob(tx, { id: job.id, to: 'failed', from: ['queued'], at: deps.clock.now(), problem: error.message });
      if (failed) await announce(tx, deps.clock, job.tenant_id, { topic: 'print-job', id: job.id, what: 'failed' });
    });
  }
}
