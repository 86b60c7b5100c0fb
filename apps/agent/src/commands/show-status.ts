import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { JobBook } from '../journal/job-book.ts';
import { readJournal } from '../journal/journal.ts';
import { jobLines } from '../ui/agent-snapshot.ts';
import { uiFileIn } from '../ui/local-server.ts';

const job = z.object({
  printJobId: z.string(),
  title: z.string(),
  printerId: z.string(),
  stage: z.string(),
  state: z.string(),
  detail: z.string(),
});
const running = z.object({
  hubUrl: z.string(),
  connection: z.string(),
  trouble: z.string(),
  unacknowledged: z.number(),
  printers: z.array(
    z.object({
      name: z.string(),
      kind: z.string(),
      waitingFor: z.string(),
      report: z.object({ state: z.string(), message: z.string() }).optional(),
    }),
  ),
  openJobs: z.array(job),
  lastJobs: z.array(job),
});

const jobLine = (one: z.infer<typeof job>): string =>
  `  ${one.printJobId}  ${one.state || one.stage}  ${one.title}${one.detail === '' ? '' : `  (${one.detail})`}`;

/** Prints what a running agent says about itself; of one that does not run, what its journal says. */
export async function showStatus(directory: string, print: (line: string) => void): Promise<void> {
  const state = await askRunning(directory);
  if (state === undefined) {
    const book = new JobBook();
    readJournal(join(directory, 'journal.jsonl'), book);
    const { openJobs, lastJobs } = jobLines(book);
    print(
      `No agent runs in ${directory}. Its journal: ${openJobs.length} open jobs, ${book.waitingStatuses().length} results the hub has not seen.`,
    );
    for (const one of [...openJobs, ...lastJobs.slice(0, 10)]) print(jobLine(one));
    return;
  }
  print(
    `${state.connection} · ${state.hubUrl}${state.trouble === '' ? '' : ` · ${state.trouble}`} · ${state.unacknowledged} results wait for the hub`,
  );
  for (const one of state.printers)
    print(`${one.name} (${one.kind}): ${one.report?.state ?? '…'} ${one.waitingFor || one.report?.message || ''}`.trimEnd());
  for (const one of [...state.openJobs, ...state.lastJobs.slice(0, 10)]) print(jobLine(one));
}

async function askRunning(directory: string): Promise<z.infer<typeof running> | undefined> {
  if (!existsSync(uiFileIn(directory))) return undefined;
  const url = new URL(readFileSync(uiFileIn(directory), 'utf8').trim());
  url.pathname = '/state.json';
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(3000) });
    return running.parse(await answer.json());
  } catch (error) {
    // A killed agent leaves its address behind; nobody listens there.
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}
