import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startIppEvePrinter, startPrivateCups, startZebraSimulator } from '@shopfleet/test-kit/printers';
import { fourBySix, type WorldPrinter } from '../world.ts';
import { pdfSizeMm, readPdf, readZpl } from './read-label.ts';

/** A printer of the world, with a look at what came out of it. */
export interface Rig {
  readonly printer: WorldPrinter;
  /** True when the program behind it gets the very bytes that the hub made. */
  readonly keepsBytes: boolean;
  /** Documents that came out, oldest first. */
  outcomes(): readonly Outcome[];
}

export interface Outcome {
  /** Where the document lies on the disk. */
  readonly path: string;
  /** What a scanner reads at 203 dpi. */
  readonly codes: () => readonly string[];
  readonly size: () => string;
}

const pdfOutcome = (path: string): Outcome => ({ path, codes: () => readPdf(path), size: () => pdfSizeMm(path) });

/** One real printer for each driver. They end with the stack. */
export async function startRigs(stack: AsyncDisposableStack, directory: string): Promise<readonly Rig[]> {
  const direct = stack.use(await startIppEvePrinter());
  const behind = stack.use(await startIppEvePrinter());
  const cups = stack.use(await startPrivateCups([{ name: 'labels', deviceUri: behind.uri }]));
  const zebra = stack.use(await startZebraSimulator());
  const folder = join(directory, 'pdf');
  return [
    {
      printer: { name: 'Direct IPP', driver: { kind: 'ipp', uri: direct.uri } },
      keepsBytes: true,
      outcomes: () => direct.printed().map(({ path }) => pdfOutcome(path)),
    },
    {
      printer: { name: 'CUPS queue', driver: { kind: 'cups', server: cups.server, queue: 'labels' } },
      // CUPS writes every PDF anew on its way.
      keepsBytes: false,
      outcomes: () => behind.printed().map(({ path }) => pdfOutcome(path)),
    },
    {
      printer: {
        name: 'Zebra on 9100',
        driver: { kind: 'raw9100', host: zebra.host, port: zebra.port },
        media: { ...fourBySix, language: 'zpl' },
      },
      // The job's name is added as a comment.
      keepsBytes: false,
      outcomes: () => zebra.labels().map(({ zpl }, index) => zplOutcome(directory, index, zpl)),
    },
    {
      printer: { name: 'PDF folder', driver: { kind: 'pdf-file', directory: folder } },
      keepsBytes: true,
      outcomes: () => documentsIn(folder).map(pdfOutcome),
    },
  ];
}

function zplOutcome(directory: string, index: number, zpl: Buffer): Outcome {
  const path = join(directory, `zebra-${index}.zpl`);
  writeFileSync(path, zpl);
  return { path, codes: () => readZpl(zpl), size: () => zplSizeMm(zpl) };
}

function zplSizeMm(zpl: Buffer): string {
  const text = zpl.toString('latin1');
  const mm = (command: string) => Math.round((Number(new RegExp(`\\^${command}(\\d+)`).exec(text)?.[1]) / 203) * 25.4);
  return `${mm('PW')} x ${mm('LL')}`;
}

/** Finished documents in the folder of a PDF printer, oldest first. */
export function documentsIn(folder: string): string[] {
  try {
    const names = readdirSync(folder).filter((name) => !name.startsWith('.'));
    return names.sort().map((name) => join(folder, name));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

export const bytesOf = (path: string): Buffer => readFileSync(path);
