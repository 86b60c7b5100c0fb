import { readdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { waitUntil } from '@shopfleet/test-kit/printers';
import { describe, expect, it } from 'vitest';
import { sha256Of } from '../journal/document-store.ts';
import { type Bench, printerOf, startBench, temporaryDirectory } from '../test/bench.ts';

const job = (printJobId: string, printerId = 'prn_1') => ({
  printJobId,
  printerId,
  bytes: Buffer.from(`%PDF ${printJobId}`),
  format: 'application/pdf' as const,
});
const heldCount = ({ agent }: Bench) => agent.book.openJobs().filter(({ stage }) => stage === 'held').length;

/** An agent that "prints" into a folder, with a look at what is in it. */
async function folderBench() {
  const folder = temporaryDirectory();
  const bench = await startBench([printerOf('prn_1', { kind: 'pdf-file', directory: folder.path })]);
  return {
    bench,
    files: () => readdirSync(folder.path).filter((name) => !name.startsWith('.')),
    [Symbol.asyncDispose]: async () => {
      await bench[Symbol.asyncDispose]();
      folder[Symbol.dispose]();
    },
  };
}

describe('the agent and the hub', () => {
  it('print only after the hub confirmed the receipt', async () => {
    await using rig = await folderBench();
    const { bench } = rig;
    bench.peer.withholdsReceipts = true;
    await waitUntil('the agent is connected', () => bench.agent.link.state === 'connected');
    bench.peer.addJob(job('pjb_1'));
    await waitUntil('the agent holds the job', () => heldCount(bench) === 1);
    await sleep(300);
    expect(rig.files()).toEqual([]);
    bench.peer.withholdsReceipts = false;
    bench.peer.disconnectAll();
    await waitUntil('the job prints after the next welcome', () => bench.peer.areAllEnded());
    expect(bench.peer.jobs.get('pjb_1')).toMatchObject({ state: 'ended', refusal: '' });
    expect(bench.peer.finalState('pjb_1')).toMatchObject({ state: 'confirmed' });
    expect(rig.files()).toHaveLength(1);
  });

  it('print what was confirmed while the hub is away, and tell it later, once and in order', async () => {
    await using rig = await folderBench();
    const { bench } = rig;
    bench.peer.withholdsAcks = true;
    bench.peer.addJob(job('pjb_1'));
    await waitUntil('it is printed', () => bench.agent.book.openJobs().length === 0 && bench.agent.book.jobs().length === 1);
    expect(bench.agent.book.waitingStatuses().map(({ state }) => state)).toEqual(['sending', 'spooled', 'confirmed']);
    await bench.restart();
    bench.peer.withholdsAcks = false;
    bench.peer.disconnectAll();
    await waitUntil('the hub heard everything', () => bench.agent.book.waitingStatuses().length === 0, 20_000);
    expect(bench.peer.jobs.get('pjb_1')?.statuses.map(({ seq, state }) => [seq, state])).toEqual([
      [1, 'sending'],
      [2, 'spooled'],
      [3, 'confirmed'],
    ]);
    expect(bench.peer.violations).toEqual([]);
    expect(rig.files()).toHaveLength(1);
  });

  it('do not print a job twice that is offered twice', async () => {
    await using rig = await folderBench();
    const { peer } = rig.bench;
    const { offer } = peer.addJob(job('pjb_1'));
    peer.say({ type: 'offer', ...offer });
    await waitUntil('it ended', () => peer.areAllEnded());
    peer.say({ type: 'offer', ...offer });
    await waitUntil('the end is said again', () => (peer.jobs.get('pjb_1')?.statuses.length ?? 0) === 4);
    expect(peer.finalState('pjb_1')?.state).toBe('confirmed');
    expect(rig.files()).toHaveLength(1);
  });

  it('drop a job that the hub takes back before it confirmed the receipt', async () => {
    await using rig = await folderBench();
    const { bench } = rig;
    bench.peer.withholdsReceipts = true;
    await waitUntil('the agent is connected', () => bench.agent.link.state === 'connected');
    bench.peer.addJob(job('pjb_1'));
    await waitUntil('the agent holds the job', () => heldCount(bench) === 1);
    bench.peer.say({ type: 'drop', printJobId: 'pjb_1', fence: 1 });
    await waitUntil('the agent forgot the job', () => bench.agent.book.jobs().length === 0);
    bench.peer.say({ type: 'receivedAck', printJobId: 'pjb_1', fence: 1 });
    await sleep(200);
    expect(rig.files()).toEqual([]);
  });

  it('cancel a job that still waits for its printer, and only such a job', async () => {
    await using bench = await startBench([printerOf('prn_1', { kind: 'raw9100', host: '127.0.0.1', port: 1 }, 'zpl')]);
    const zpl = { ...job('pjb_1'), bytes: Buffer.from('^XA^FDa^FS^XZ'), format: 'application/vnd.zebra-zpl' as const };
    bench.peer.addJob(zpl);
    await waitUntil('the job waits for the printer', () => bench.agent.book.openJobs()[0]?.stage === 'creating');
    bench.peer.say({ type: 'cancel', printJobId: 'pjb_1', fence: 1 });
    await waitUntil('it is cancelled', () => bench.peer.areAllEnded());
    expect(bench.peer.finalState('pjb_1')).toMatchObject({ state: 'cancelled', isSafeToRetry: true });
    bench.peer.say({ type: 'cancel', printJobId: 'pjb_1', fence: 1 });
    await waitUntil('the end is said again', () => bench.peer.jobs.get('pjb_1')?.statuses.length === 2);
  });

  it('refuse a document that is not what was announced, one that is not there, and an unknown printer', async () => {
    await using rig = await folderBench();
    const { peer } = rig.bench;
    const damaged = job('pjb_damaged');
    peer.addJob(damaged);
    peer.documents.set(sha256Of(damaged.bytes), Buffer.from('%PDF pjb_dAmaged'));
    peer.addJob(job('pjb_missing'));
    peer.documents.delete(sha256Of(job('pjb_missing').bytes));
    peer.addJob(job('pjb_lost', 'prn_9'));
    await waitUntil('all are refused', () => peer.areAllEnded());
    const refusals = ['pjb_damaged', 'pjb_missing', 'pjb_lost'].map((id) => peer.jobs.get(id)?.refusal);
    expect(refusals).toEqual([
      expect.stringContaining('arrived damaged'),
      expect.stringContaining('does not hand out'),
      'This agent has no such printer.',
    ]);
    expect(rig.files()).toEqual([]);
  });

  it('agree on numbers when the agent’s journal was lost', async () => {
    await using rig = await folderBench();
    const { bench } = rig;
    bench.peer.ackedSeq = 57;
    bench.peer.disconnectAll();
    await sleep(50);
    bench.peer.addJob(job('pjb_1'));
    await waitUntil('it ended', () => bench.peer.areAllEnded(), 20_000);
    expect(bench.peer.jobs.get('pjb_1')?.statuses.map(({ seq }) => seq)).toEqual([58, 59, 60]);
    expect(bench.peer.violations).toEqual([]);
  });

  it('fail a job that waits for a printer which the hub removed, and say that it is safe', async () => {
    await using bench = await startBench([printerOf('prn_1', { kind: 'raw9100', host: '127.0.0.1', port: 1 }, 'zpl')]);
    const zpl = (id: string) => ({ ...job(id), bytes: Buffer.from(`^XA^FD${id}^FS^XZ`), format: 'application/vnd.zebra-zpl' as const });
    bench.peer.addJob(zpl('pjb_1'));
    bench.peer.addJob(zpl('pjb_2'));
    await waitUntil(
      'both were received',
      () => bench.agent.book.openJobs().every(({ stage }) => stage !== 'held') && bench.agent.book.openJobs().length === 2,
    );
    bench.peer.say({ type: 'printers', printers: [] });
    await waitUntil('both ended', () => bench.peer.areAllEnded());
    expect(['pjb_1', 'pjb_2'].map((id) => bench.peer.finalState(id))).toMatchObject([
      { state: 'failed', isSafeToRetry: true },
      { state: 'failed', isSafeToRetry: true },
    ]);
  });

  it('answer a search for printers', async () => {
    await using bench = await startBench([]);
    await waitUntil('the agent is connected', () => bench.agent.link.state === 'connected');
    bench.peer.say({ type: 'discover' });
    await waitUntil('the answer is there', () => bench.peer.heard.some(({ type }) => type === 'discovered'), 15_000);
    expect(bench.peer.heard.find(({ type }) => type === 'discovered')).toMatchObject({
      printers: expect.arrayContaining([
        { name: '10.9.8.7:9100', driver: { kind: 'raw9100', host: '10.9.8.7', port: 9100 }, detail: 'named by hand' },
      ]),
    });
  });
});
