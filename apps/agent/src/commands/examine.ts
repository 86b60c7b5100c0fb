import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { agentPrinterSchema } from '@shopfleet/contracts/agent-protocol';
import { systemClock } from '@shopfleet/kernel';
import { openDriver } from '../drivers/open-driver.ts';
import type { AgentSettings } from '../env.ts';
import { callHub } from '../hub/hub-http.ts';
import { addressOf, readIdentity } from '../hub/identity-file.ts';
import { replaceFile } from '../journal/durable-file.ts';
import { JobBook } from '../journal/job-book.ts';
import { readJournal } from '../journal/journal.ts';

export interface Examined {
  readonly what: string;
  readonly isWell: boolean;
  readonly detail: string;
  /** What to do about it. */
  readonly advice: string;
}

const well = (what: string, detail: string): Examined => ({ what, isWell: true, detail, advice: '' });
const ill = (what: string, detail: string, advice: string): Examined => ({ what, isWell: false, detail, advice });
const wordsOf = (error: unknown): string => (error instanceof Error ? error.message || error.name : String(error));
const clockToleranceMs = 60_000;

/** Checks everything that printing needs from here, and says for each what to do. Prints nothing on paper. */
export async function examine(settings: AgentSettings): Promise<Examined[]> {
  return [
    examineDirectory(settings.directory),
    examineJournal(settings.directory),
    ...(await examineHub(settings)),
    ...(await examinePrinters(settings.directory)),
  ];
}

function examineDirectory(directory: string): Examined {
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    replaceFile(join(directory, 'doctor-probe'), new Date().toISOString());
    return well('directory', `${directory} can be written`);
  } catch (error) {
    return ill('directory', wordsOf(error), 'Give the agent a directory it may write, with --directory, on a disk that is not full.');
  }
}

function examineJournal(directory: string): Examined {
  try {
    const book = new JobBook();
    readJournal(join(directory, 'journal.jsonl'), book);
    return well('journal', `${book.openJobs().length} open jobs, ${book.waitingStatuses().length} results not acknowledged`);
  } catch (error) {
    return ill(
      'journal',
      wordsOf(error),
      'Keep the file for whoever helps you, move it aside, start again, and look in the hub for jobs without an end.',
    );
  }
}

async function examineHub(settings: AgentSettings): Promise<Examined[]> {
  const identity = readIdentity(settings.directory);
  const address = identity === undefined ? (settings.hub === undefined ? undefined : { url: settings.hub }) : addressOf(identity);
  const pairing =
    identity === undefined
      ? ill('pairing', 'not paired yet', 'Run: node_modules/.bin/node apps/agent/src/main.ts pair --hub https://your-hub')
      : well('pairing', `${identity.agentId} at ${identity.hubUrl}`);
  if (address === undefined) return [pairing];
  try {
    const { status, date } = await callHub(address, { method: 'GET', path: '/health', maxBytes: 1_000_000, idleMs: 5_000 });
    const hub =
      status === 200
        ? well('hub', `${address.url} answers`)
        : ill('hub', `${address.url} answers ${status}`, 'Look at the hub: it runs, but is not healthy.');
    return [pairing, hub, ...(date === undefined ? [] : [examineClock(date)])];
  } catch (error) {
    return [pairing, ill('hub', wordsOf(error), 'Check the address, the network and the firewall: the agent only connects outwards.')];
  }
}

function examineClock(hubDate: Date): Examined {
  const skewMs = systemClock.now().getTime() - hubDate.getTime();
  if (Math.abs(skewMs) <= clockToleranceMs) return well('clock', 'agrees with the hub');
  return ill(
    'clock',
    `${Math.round(skewMs / 1000)} s away from the hub`,
    'Switch on automatic time: jobs expire by the clock of this machine.',
  );
}

async function examinePrinters(directory: string): Promise<Examined[]> {
  const path = join(directory, 'printers.json');
  if (!existsSync(path))
    return [ill('printers', 'none yet', 'Start the agent once while the hub is reachable, and add printers in the hub.')];
  const printers = agentPrinterSchema.array().parse(JSON.parse(readFileSync(path, 'utf8')));
  return Promise.all(
    printers.map(async (printer) => {
      const driver = openDriver(printer.driver, systemClock);
      const { state, reasons, message } = await driver.status().finally(() => driver.close());
      const what = `printer ${printer.name}`;
      const detail = [state, ...reasons, message].filter((text) => text !== '').join(', ');
      if (state === 'unreachable') return ill(what, detail, 'Switch it on, check its cable and its address in the hub.');
      return state === 'stopped' ? ill(what, detail, 'Go to the printer and do what it asks for.') : well(what, detail);
    }),
  );
}
