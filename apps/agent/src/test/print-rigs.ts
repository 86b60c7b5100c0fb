import { readdirSync } from 'node:fs';
import type { AgentPrinter, JobOffer } from '@shopfleet/contracts/agent-protocol';
import { startIppEvePrinter, startPrivateCups, startZebraSimulator, waitUntil } from '@shopfleet/test-kit/printers';
import { printerOf, temporaryDirectory } from './bench.ts';
import { labelPdf, plainZpl } from './label-documents.ts';

/** A printer for crash tests, with what came out of it counted outside of the agent. */
export interface PrintRig extends AsyncDisposable {
  readonly printer: AgentPrinter;
  readonly format: JobOffer['document']['format'];
  documentFor(printJobId: string): Buffer;
  /** How often a job came out, by its name on what came out. */
  printsOf(printJobId: string): number;
  /** Waits until nothing is on its way any more. */
  settled(): Promise<void>;
}

export type RigName = 'ipp' | 'cups' | 'raw9100' | 'pdf-file';

/** Makes a PDF longer without changing it: a comment after its end, and its end again. Long enough to be cut in the middle of sending. */
function padded(pdf: Buffer, id: string): Buffer {
  const end = pdf.subarray(pdf.lastIndexOf('startxref'));
  return Buffer.concat([pdf, Buffer.from(`\n%${id}${'-'.repeat(150_000)}\n`), end]);
}

const countIn = (names: readonly string[], part: string): number => names.filter((name) => name.includes(part)).length;

async function ippRig(): Promise<PrintRig> {
  const [printer, pdf] = [await startIppEvePrinter(), await labelPdf()];
  return {
    printer: printerOf('prn_1', { kind: 'ipp', uri: printer.uri }),
    format: 'application/pdf',
    documentFor: (id) => padded(pdf, id),
    printsOf: (id) =>
      countIn(
        printer.printed().map(({ file }) => file),
        `hub_${id}_`,
      ),
    settled: () => quiet(() => printer.printed().length),
    [Symbol.asyncDispose]: () => printer[Symbol.asyncDispose](),
  };
}

async function cupsRig(): Promise<PrintRig> {
  const printer = await startIppEvePrinter();
  const cups = await startPrivateCups([{ name: 'eve', deviceUri: printer.uri }]);
  const pdf = await labelPdf();
  return {
    printer: printerOf('prn_1', { kind: 'cups', server: cups.server, queue: 'eve' }),
    format: 'application/pdf',
    documentFor: (id) => padded(pdf, id),
    printsOf: (id) =>
      countIn(
        printer.printed().map(({ file }) => file),
        `hub_${id}_`,
      ),
    settled: () => quiet(() => printer.printed().length, 3_000),
    [Symbol.asyncDispose]: async () => {
      await cups[Symbol.asyncDispose]();
      await printer[Symbol.asyncDispose]();
    },
  };
}

async function raw9100Rig(): Promise<PrintRig> {
  const zebra = await startZebraSimulator();
  return {
    printer: printerOf('prn_1', { kind: 'raw9100', host: zebra.host, port: zebra.port }, 'zpl'),
    format: 'application/vnd.zebra-zpl',
    documentFor: plainZpl,
    printsOf: (id) => zebra.labels().filter(({ jobName }) => jobName?.startsWith(`hub:${id}:`)).length,
    settled: () => zebra.settled(),
    [Symbol.asyncDispose]: () => zebra[Symbol.asyncDispose](),
  };
}

async function pdfFileRig(): Promise<PrintRig> {
  const [folder, pdf] = [temporaryDirectory(), await labelPdf()];
  const files = () => readdirSync(folder.path).filter((name) => !name.startsWith('.'));
  return {
    printer: printerOf('prn_1', { kind: 'pdf-file', directory: folder.path }),
    format: 'application/pdf',
    documentFor: (id) => padded(pdf, id),
    printsOf: (id) => countIn(files(), `-${id}.`),
    settled: async () => undefined,
    [Symbol.asyncDispose]: async () => folder[Symbol.dispose](),
  };
}

/** Waits until a number stood still for a while. */
async function quiet(count: () => number, forMs = 1_000): Promise<void> {
  let [last, since] = [count(), Date.now()];
  await waitUntil(
    'nothing comes out any more',
    () => {
      if (count() !== last) [last, since] = [count(), Date.now()];
      return Date.now() - since > forMs;
    },
    30_000,
  );
}

export const rigs: Readonly<Record<RigName, () => Promise<PrintRig>>> = {
  ipp: ippRig,
  cups: cupsRig,
  raw9100: raw9100Rig,
  'pdf-file': pdfFileRig,
};
