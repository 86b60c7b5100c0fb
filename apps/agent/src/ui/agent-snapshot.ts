import type { PrinterReport } from '@shopfleet/contracts/agent-protocol';
import type { Agent } from '../agent.ts';
import type { BookedJob, JobBook } from '../journal/job-book.ts';

export interface JobLine {
  readonly printJobId: string;
  readonly title: string;
  readonly printerId: string;
  readonly stage: string;
  readonly state: string;
  readonly detail: string;
  readonly endedAtMs: number | undefined;
}

export interface AgentSnapshot {
  readonly hubUrl: string;
  readonly agentName: string;
  readonly connection: string;
  readonly trouble: string;
  readonly startedAtMs: number;
  readonly unacknowledged: number;
  readonly printers: readonly {
    readonly printerId: string;
    readonly name: string;
    readonly kind: string;
    readonly waitingFor: string;
    readonly report: PrinterReport | undefined;
  }[];
  readonly openJobs: readonly JobLine[];
  readonly lastJobs: readonly JobLine[];
}

const shownEndedJobs = 50;

function lineOf({ offer, stage, lastStatus, endedAtMs }: BookedJob): JobLine {
  return {
    printJobId: offer.printJobId,
    title: offer.title,
    printerId: offer.printerId,
    stage,
    state: lastStatus?.state ?? '',
    detail: lastStatus?.detail ?? '',
    endedAtMs,
  };
}

export function jobLines(book: JobBook): Pick<AgentSnapshot, 'openJobs' | 'lastJobs'> {
  const ended = book.jobs().filter((job) => job.endedAtMs !== undefined);
  ended.sort((a, b) => (b.endedAtMs ?? 0) - (a.endedAtMs ?? 0));
  return { openJobs: book.openJobs().map(lineOf), lastJobs: ended.slice(0, shownEndedJobs).map(lineOf) };
}

/** What there is to see of a running agent. Holds no secret. */
export function snapshotOf({ book, floor, link, conversation, hubUrl, startedAtMs }: Agent): AgentSnapshot {
  return {
    hubUrl,
    agentName: conversation.agentName,
    connection: link.state,
    trouble: link.trouble,
    startedAtMs,
    unacknowledged: book.waitingStatuses().length,
    printers: floor.lanes().map((lane) => ({
      printerId: lane.printer.printerId,
      name: lane.printer.name,
      kind: lane.printer.driver.kind,
      waitingFor: lane.waitingFor ?? '',
      report: lane.lastReport,
    })),
    ...jobLines(book),
  };
}
