import { createHash, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AgentMessage, HubMessage, JobStatus } from '@shopfleet/contracts';
import { ManualClock, newId, Sealer, silentLog } from '@shopfleet/kernel';
import { convertLabel, makeTestPage } from '@shopfleet/labels';
import { createTestDatabase, type TestDatabase } from '@shopfleet/test-kit';
import { openBlobStore } from '../../files/index.ts';
import type { AgentSocket, LabelPrinted, PrintingDeps } from '../index.ts';
import { handleAgentMessage, leaseJobs, requestPrint } from '../index.ts';
import type { PrintJobRow } from '../queue/print-job-row.ts';

export const media = { widthMm: 100, heightMm: 150, gapMm: 2, dpi: 203, language: 'pdf' } as const;

export interface PrintWorld extends AsyncDisposable {
  readonly db: TestDatabase;
  readonly deps: PrintingDeps;
  readonly clock: ManualClock;
  readonly tenantId: string;
  readonly printed: LabelPrinted[];
  /** SHA-256 of a real PDF in the blob store. */
  readonly document: string;
  addAgent(tenantId?: string): Promise<{ agent: AgentSocket; token: string }>;
  addPrinter(agent: AgentSocket): Promise<string>;
  queue(printerId: string, more?: { priority?: number; packageId?: string; expiresInMinutes?: number }): Promise<PrintJobRow>;
  job(id: string): Promise<PrintJobRow>;
}

/** A real database with one tenant, a blob store with one document, and ways to add agents, printers and jobs. */
export async function createPrintWorld(): Promise<PrintWorld> {
  const db = await createTestDatabase();
  const directory = await mkdtemp(join(tmpdir(), 'shopfleet-print-'));
  const clock = new ManualClock(new Date());
  const files = await openBlobStore(directory);
  const tenantId = newId('tenant');
  await db.query('insert into tenant (id, name) values ($1, $2)', [tenantId, 'Batik Jaya']);
  const document = await files.put(await makeTestPage({ media, printerName: 'test', at: clock.now() }));
  const printed: LabelPrinted[] = [];
  const deps: PrintingDeps = {
    db: db.database,
    clock,
    log: silentLog,
    files,
    sealer: new Sealer(new Map([['k1', Buffer.alloc(32, 7)]]), 'k1'),
    labels: { convertLabel },
    publicUrl: 'http://127.0.0.1:1',
    onLabelPrinted: async (_tx, event) => void printed.push(event),
  };
  const job = async (id: string) => {
    const [row] = await db.query<PrintJobRow>(
      'select j.*, p.name as printer_name from print_job j join printer p on p.id = j.printer_id where j.id = $1',
      [id],
    );
    if (!row) throw new Error(`no job ${id}`);
    return row;
  };
  return {
    db,
    deps,
    clock,
    tenantId,
    printed,
    document,
    job,
    async addAgent(owner = tenantId) {
      const agentId = newId('agent');
      const token = `sfa_${randomUUID()}${randomUUID()}`;
      const hash = createHash('sha256').update(token).digest('hex');
      await db.query('insert into agent (tenant_id, id, name, token_hash) values ($1, $2, $3, $4)', [owner, agentId, 'bench', hash]);
      return { agent: { tenantId: owner, agentId, socketId: randomUUID() }, token };
    },
    async addPrinter(agent) {
      const id = newId('printer');
      const driver = { kind: 'pdf-file', directory: '/nowhere' };
      await db.query('insert into printer (tenant_id, id, agent_id, name, driver, media) values ($1, $2, $3, $4, $5, $6)', [
        agent.tenantId,
        id,
        agent.agentId,
        `Printer ${id.slice(-4)}`,
        driver,
        media,
      ]);
      return id;
    },
    async queue(printerId, more = {}) {
      // Ids and times order the queue; two jobs of one millisecond would have no order.
      clock.advance(1);
      const { job: row } = await db.database.asTenant(tenantId, (tx) =>
        requestPrint(tx, deps, {
          tenantId,
          documentKind: 'label',
          packageId: newId('package'),
          title: 'Order 1',
          source: { sha256: document, format: 'application/pdf' },
          expectedBarcode: '',
          printerId,
          requestedBy: 'test',
          ...more,
        }),
      );
      return row;
    },
    async [Symbol.asyncDispose]() {
      await db[Symbol.asyncDispose]();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** An agent as the hub sees it: says what it is told to, with its numbers rising. */
export class ScriptedAgent {
  readonly #world: Pick<PrintWorld, 'deps'>;
  readonly socket: AgentSocket;
  nextSeq = 1;

  constructor(world: Pick<PrintWorld, 'deps'>, socket: AgentSocket) {
    this.#world = world;
    this.socket = socket;
  }

  say(message: AgentMessage): Promise<HubMessage[]> {
    return handleAgentMessage(this.#world.deps, this.socket, message);
  }

  hello(openJobs: { printJobId: string; fence: number }[] = []): Promise<HubMessage[]> {
    return this.say({ type: 'hello', v: 1, agentVersion: '1', hostName: 'bench', openJobs, nextSeq: this.nextSeq });
  }

  /** Takes what is offered. */
  offers() {
    return leaseJobs(this.#world.deps, this.socket);
  }

  status(job: { printJobId: string; fence: number }, state: JobStatus['state'], more: Partial<JobStatus> = {}): Promise<HubMessage[]> {
    const seq = this.nextSeq++;
    const { printJobId, fence } = job;
    return this.say({ type: 'status', printJobId, fence, seq, state, atMs: 0, detail: '', isSafeToRetry: false, ...more });
  }
}
