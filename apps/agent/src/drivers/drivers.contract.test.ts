import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startIppEvePrinter, startPrivateCups, startZebraSimulator, waitUntil } from '@shopfleet/test-kit/printers';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Bench, printerOf, startBench, temporaryDirectory } from '../test/bench.ts';
import { labelCode, labelPdf, labelZpl, pdfPageSize, plainZpl, readPdf, readZpl } from '../test/label-documents.ts';

const printJobId = 'pjb_1';
let pdf: Buffer;
let zpl: Buffer;

beforeAll(async () => {
  [pdf, zpl] = [await labelPdf(), await labelZpl()];
});

const pdfJob = (id = printJobId) => ({ printJobId: id, printerId: 'prn_1', bytes: pdf, format: 'application/pdf' as const });
const zplJob = (id = printJobId, bytes = zpl) => ({
  printJobId: id,
  printerId: 'prn_1',
  bytes,
  format: 'application/vnd.zebra-zpl' as const,
});
const ended = ({ peer, errors }: Bench, timeoutMs = 20_000) =>
  waitUntil(
    'every job has ended',
    () => peer.areAllEnded(),
    timeoutMs,
    () => JSON.stringify([[...peer.jobs.values()], errors]),
  );
const states = ({ peer }: Bench, id = printJobId) => peer.jobs.get(id)?.statuses.map(({ state }) => state);

describe('a printer that speaks IPP', () => {
  it('receives the same bytes that the hub sent, and confirms', async () => {
    await using printer = await startIppEvePrinter();
    await using bench = await startBench([printerOf('prn_1', { kind: 'ipp', uri: printer.uri })]);
    bench.peer.addJob(pdfJob());
    await ended(bench);
    expect(states(bench)).toEqual(['sending', 'spooled', 'confirmed']);
    const [document, ...more] = printer.printed();
    expect(more).toEqual([]);
    expect(document?.file).toContain('hub_pjb_1_1');
    expect(document && printer.read(document).equals(pdf)).toBe(true);
    expect(readPdf(document?.path ?? '')).toContain(labelCode);
    expect(bench.peer.violations).toEqual([]);
  });

  it('is waited for while it is out of labels, and says so', async () => {
    await using printer = await startIppEvePrinter();
    await using bench = await startBench([printerOf('prn_1', { kind: 'ipp', uri: printer.uri })]);
    printer.setMode('media-empty');
    bench.peer.addJob(pdfJob());
    await waitUntil(
      'the printer reports no labels',
      () => bench.peer.reports.get('prn_1')?.reasons.includes('media-empty') === true,
      15_000,
    );
    expect(bench.peer.finalState(printJobId)).toBeUndefined();
    printer.setMode('ok');
    await ended(bench);
    expect(bench.peer.finalState(printJobId)?.state).toBe('confirmed');
    expect(printer.printed()).toHaveLength(1);
  });

  it('that gives up on a job leaves it unknown', async () => {
    await using printer = await startIppEvePrinter();
    await using bench = await startBench([printerOf('prn_1', { kind: 'ipp', uri: printer.uri })]);
    printer.setMode('fail');
    bench.peer.addJob(pdfJob());
    await ended(bench);
    expect(bench.peer.finalState(printJobId)).toMatchObject({ state: 'unknown', isSafeToRetry: false });
  });

  it('that is off gets the job when it comes back', async () => {
    await using printer = await startIppEvePrinter();
    await using bench = await startBench([printerOf('prn_1', { kind: 'ipp', uri: printer.uri })]);
    await printer.kill();
    bench.peer.addJob(pdfJob());
    await waitUntil(
      'the printer counts as unreachable',
      () => bench.agent.floor.lane('prn_1')?.waitingFor?.includes('ECONNREFUSED') === true,
    );
    expect(states(bench)).toEqual([]);
    await printer.restart();
    await ended(bench);
    expect(printer.printed()).toHaveLength(1);
  });

  it('is not sent a format that it does not list', async () => {
    await using printer = await startIppEvePrinter();
    await using bench = await startBench([printerOf('prn_1', { kind: 'ipp', uri: `${printer.uri}` })]);
    await waitUntil('the printer told its formats', () => bench.agent.floor.lane('prn_1')?.driver.refusal('text/plain') !== undefined);
    expect(bench.agent.floor.lane('prn_1')?.driver.refusal('text/plain')).toMatch(/it takes .*application\/pdf/);
  });

  it('takes one job at a time, the most urgent first', async () => {
    await using printer = await startIppEvePrinter();
    await using bench = await startBench([printerOf('prn_1', { kind: 'ipp', uri: printer.uri })]);
    printer.setMode('slow');
    bench.peer.addJob(pdfJob('pjb_first'));
    await waitUntil('the first is at the printer', () => states(bench, 'pjb_first')?.includes('spooled') === true);
    bench.peer.addJob({ ...pdfJob('pjb_low'), priority: 1 });
    bench.peer.addJob({ ...pdfJob('pjb_high'), priority: 9 });
    bench.peer.addJob({ ...pdfJob('pjb_late'), priority: 5, expiresAt: new Date(Date.now() + 300).toISOString() });
    await waitUntil('the late one expired', () => bench.peer.finalState('pjb_late') !== undefined);
    printer.setMode('ok');
    await ended(bench);
    expect(printer.printed().map(({ file }) => /pjb_(\w+?)_/.exec(file)?.[1])).toEqual(['first', 'high', 'low']);
    expect(bench.peer.finalState('pjb_late')).toMatchObject({ state: 'cancelled', detail: 'expired', isSafeToRetry: true });
  });
});

describe('a CUPS queue', () => {
  it('prints a PDF at its own size, and passes ZPL through to a raw queue', async () => {
    await using printer = await startIppEvePrinter();
    await using zebra = await startZebraSimulator();
    await using cups = await startPrivateCups([
      { name: 'eve', deviceUri: printer.uri },
      { name: 'zebra', deviceUri: `socket://127.0.0.1:${zebra.port}/?waiteof=false` },
    ]);
    await using bench = await startBench([
      printerOf('prn_1', { kind: 'cups', server: cups.server, queue: 'eve' }),
      printerOf('prn_2', { kind: 'cups', server: cups.socket, queue: 'zebra' }, 'zpl'),
    ]);
    bench.peer.addJob(pdfJob());
    bench.peer.addJob({ ...zplJob('pjb_2'), printerId: 'prn_2' });
    await ended(bench, 40_000);
    expect(bench.peer.finalState(printJobId)?.state).toBe('confirmed');
    expect(bench.peer.finalState('pjb_2')?.state).toBe('confirmed');
    const [document] = printer.printed();
    expect(pdfPageSize(document?.path ?? '')).toBe('288 x 432');
    expect(readPdf(document?.path ?? '')).toContain(labelCode);
    expect(zebra.received().equals(zpl)).toBe(true);
    await waitUntil('the label is out', () => zebra.labels().length === 1);
  });
});

describe('a CUPS queue whose printer refuses the document', () => {
  it('says completed, and is not believed', async () => {
    await using printer = await startIppEvePrinter();
    await using cups = await startPrivateCups([{ name: 'eve', deviceUri: printer.uri }]);
    await using bench = await startBench([printerOf('prn_1', { kind: 'cups', server: cups.server, queue: 'eve' }, 'zpl')]);
    bench.peer.addJob(zplJob(printJobId, plainZpl('refused')));
    await ended(bench, 40_000);
    expect(bench.peer.finalState(printJobId)).toMatchObject({ state: 'unknown', isSafeToRetry: false });
    expect(printer.printed()).toEqual([]);
  });
});

describe('a Zebra on port 9100', () => {
  it('confirms by its label counter, and the label reads', async () => {
    await using zebra = await startZebraSimulator();
    await using bench = await startBench([printerOf('prn_1', { kind: 'raw9100', host: zebra.host, port: zebra.port }, 'zpl')]);
    bench.peer.addJob({ ...zplJob(), copies: 2 });
    await ended(bench);
    expect(bench.peer.finalState(printJobId)).toMatchObject({ state: 'confirmed', detail: expect.stringContaining('1000 to 1002') });
    expect(zebra.labels().map(({ jobName }) => jobName)).toEqual(['hub:pjb_1:1', 'hub:pjb_1:1']);
    expect(readZpl(zebra.labels()[0]?.zpl ?? Buffer.alloc(0))).toContain(labelCode);
  });

  it('is waited for when labels run out in the middle, and prints once', async () => {
    await using zebra = await startZebraSimulator();
    await using bench = await startBench([printerOf('prn_1', { kind: 'raw9100', host: zebra.host, port: zebra.port }, 'zpl')]);
    zebra.stopMidPage();
    bench.peer.addJob(zplJob());
    await waitUntil('the job says what it waits for', () => bench.peer.jobs.get(printJobId)?.statuses.at(-1)?.detail === 'Out of labels.');
    zebra.setPaperOut(false);
    await ended(bench);
    expect(bench.peer.finalState(printJobId)?.state).toBe('confirmed');
    expect(zebra.labels()).toHaveLength(1);
  });

  it('that loses its power before printing gets the label again', async () => {
    await using zebra = await startZebraSimulator({ labelMs: 300 });
    await using bench = await startBench([printerOf('prn_1', { kind: 'raw9100', host: zebra.host, port: zebra.port }, 'zpl')]);
    bench.peer.addJob(zplJob());
    await waitUntil('the label left', () => states(bench)?.includes('spooled') === true);
    zebra.powerCycle();
    await ended(bench);
    expect(bench.peer.finalState(printJobId)?.state).toBe('confirmed');
    expect(zebra.labels()).toHaveLength(1);
  });

  it('without a counter is believed when it was seen working, and unknown when it answers nothing', async () => {
    await using counting = await startZebraSimulator({ hasOdometer: false, labelMs: 200 });
    await using mute = await startZebraSimulator({ hasStatus: false });
    await using bench = await startBench([
      printerOf('prn_1', { kind: 'raw9100', host: '127.0.0.1', port: counting.port }, 'zpl'),
      printerOf('prn_2', { kind: 'raw9100', host: '127.0.0.1', port: mute.port }, 'zpl'),
      printerOf('prn_3', { kind: 'raw9100', host: '127.0.0.1', port: mute.port, whenSilent: 'assume-printed' }, 'zpl'),
    ]);
    bench.peer.addJob(zplJob());
    bench.peer.addJob({ ...zplJob('pjb_2', plainZpl('2')), printerId: 'prn_2' });
    bench.peer.addJob({ ...zplJob('pjb_3', plainZpl('3')), printerId: 'prn_3' });
    await ended(bench);
    expect(['pjb_1', 'pjb_2', 'pjb_3'].map((id) => bench.peer.finalState(id)?.state)).toEqual(['confirmed', 'unknown', 'confirmed']);
    await waitUntil('both labels came out', () => mute.labels().length === 2);
  });

  it('refuses a PDF before it is handed over', async () => {
    await using zebra = await startZebraSimulator();
    await using bench = await startBench([printerOf('prn_1', { kind: 'raw9100', host: zebra.host, port: zebra.port })]);
    bench.peer.addJob(pdfJob());
    await ended(bench);
    expect(bench.peer.jobs.get(printJobId)?.refusal).toMatch(/takes ZPL only/);
  });
});

describe('a folder', () => {
  it('gets the document under its title, once', async () => {
    using folder = temporaryDirectory();
    await using bench = await startBench([printerOf('prn_1', { kind: 'pdf-file', directory: folder.path })]);
    bench.peer.addJob({ ...pdfJob(), title: 'Order 12/34: Žofie' });
    bench.peer.addJob(zplJob('pjb_2'));
    await ended(bench);
    const files = readdirSync(folder.path).sort();
    expect(files).toEqual([expect.stringMatching(/Order 12_34_ Žofie-pjb_1\.1\.pdf$/), expect.stringMatching(/pjb_2\.1\.zpl$/)]);
    expect(readFileSync(join(folder.path, files[0] ?? '')).equals(pdf)).toBe(true);
    expect(readPdf(join(folder.path, files[0] ?? ''))).toContain(labelCode);
  });
});
