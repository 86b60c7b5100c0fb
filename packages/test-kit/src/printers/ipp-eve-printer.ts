import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ChildProgram, startProgram } from './child-program.ts';
import { freePort, isListening } from './free-port.ts';
import { labelPrinterAttributes } from './label-printer-attributes.ts';
import { startPrivateBus } from './private-bus.ts';
import { waitUntil } from './wait-until.ts';

/** What the virtual printer does with its next document. `slow` takes 2 s; the faults last until the mode changes. */
export type IppEveMode = 'ok' | 'slow' | 'media-empty' | 'jam' | 'fail';

/** A document that came out, with the name of its job as a file name shows it: other characters than [A-Za-z0-9-_] are `_`. */
export interface PrintedDocument {
  readonly file: string;
  readonly path: string;
}

/** The script that stands for the paper: what it copies was printed. */
function printScript(modeFile: string, printedDirectory: string): string {
  return `#!/bin/sh
mode() { cat ${modeFile}; }
wait_while() { while [ "$(mode)" = "$1" ]; do sleep 0.1; done; }
case "$(mode)" in
  slow) sleep 2;;
  media-empty) echo "STATE: +media-empty-error,media-needed" >&2; echo "ERROR: Out of labels" >&2; wait_while media-empty; echo "STATE: -media-empty-error,media-needed" >&2;;
  jam) echo "STATE: +media-jam-error" >&2; echo "ERROR: Jam" >&2; wait_while jam; echo "STATE: -media-jam-error" >&2;;
  fail) echo "ERROR: It broke" >&2; exit 1;;
esac
name="$(date +%s%N)-$(basename "$1")"
cp "$1" "${printedDirectory}/.$name" && mv "${printedDirectory}/.$name" "${printedDirectory}/$name"
echo "ATTR: job-impressions=1 job-impressions-completed=1" >&2
`;
}

/**
 * A real IPP Everywhere printer program (Debian: cups-ipp-utils, dbus) as a 4x6 label printer on a free loopback port.
 * It listens on all interfaces (it has no option for that), takes one job at a time, and forgets jobs after 60 s.
 */
export async function startIppEvePrinter({ port }: { port?: number } = {}) {
  const directory = mkdtempSync(join(tmpdir(), 'ippeve-'));
  // The queue's filters run as another user and must be able to look in.
  chmodSync(directory, 0o755);
  const [spool, printed, modeFile, attributes, script] = ['spool', 'printed', 'mode', 'attributes.conf', 'print.sh'].map((name) =>
    join(directory, name),
  );
  if (!spool || !printed || !modeFile || !attributes || !script) throw new Error('unreachable');
  mkdirSync(spool);
  mkdirSync(printed);
  writeFileSync(modeFile, 'ok');
  writeFileSync(attributes, labelPrinterAttributes);
  writeFileSync(script, printScript(modeFile, printed), { mode: 0o755 });
  const bus = await startPrivateBus(directory);
  const ownPort = port ?? (await freePort());
  const args = ['-r', 'off', '-n', 'localhost', '-p', String(ownPort), '-d', spool, '-a', attributes, '-c', script, 'Label printer'];
  const start = async (): Promise<ChildProgram> => {
    const program = await startProgram('ippeveprinter', args, { DBUS_SYSTEM_BUS_ADDRESS: bus.address });
    await waitUntil('the virtual printer listens', () => isListening(ownPort), 15_000, program.output);
    return program;
  };
  let program = await start().catch(async (error: unknown) => {
    await bus.kill();
    rmSync(directory, { recursive: true, force: true });
    throw error;
  });
  return {
    uri: `ipp://localhost:${ownPort}/ipp/print`,
    port: ownPort,
    directory,
    setMode: (mode: IppEveMode): void => writeFileSync(modeFile, mode),
    /** Everything that came out so far, oldest first. */
    printed: (): PrintedDocument[] =>
      readdirSync(printed)
        .filter((file) => !file.startsWith('.'))
        .sort()
        .map((file) => ({ file, path: join(printed, file) })),
    read: (document: PrintedDocument): Buffer => readFileSync(document.path),
    output: (): string => program.output(),
    /** Switches it off without warning. */
    kill: (): Promise<void> => program.kill(),
    restart: async (): Promise<void> => {
      await program.kill();
      program = await start();
    },
    async [Symbol.asyncDispose](): Promise<void> {
      writeFileSync(modeFile, 'ok');
      await program.kill();
      await bus.kill();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

export type IppEvePrinter = Awaited<ReturnType<typeof startIppEvePrinter>>;
