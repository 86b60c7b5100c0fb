import { firstGroup, groupsWith, numberOf, statusText, textOf, textsOf } from '../ipp/ipp-attributes.ts';
import { IppClient, type IppRequest } from '../ipp/ipp-client.ts';
import type { IppField, IppGroup, IppMessage } from '../ipp/ipp-message.ts';
import { jobState, operation, status, tag } from '../ipp/ipp-tags.ts';
import type { IppTarget } from '../ipp/ipp-target.ts';
import { agentUserName } from './job-name.ts';

/** A job as the printer describes it. */
export interface IppJob {
  readonly id: number;
  readonly name: string;
  readonly state: number;
  readonly reasons: readonly string[];
  readonly kOctets: number | undefined;
  readonly documents: number | undefined;
  readonly printerMessage: string;
}

const user: IppField = ['requesting-user-name', tag.name, agentUserName];
const wanted: IppField = [
  'requested-attributes',
  tag.keyword,
  ['job-id', 'job-name', 'job-state', 'job-state-reasons', 'job-k-octets', 'number-of-documents', 'job-printer-state-message'],
];
const wantedOfPrinter: IppField = [
  'requested-attributes',
  tag.keyword,
  ['printer-state', 'printer-state-reasons', 'printer-state-message', 'document-format-supported', 'printer-make-and-model'],
];

function jobOf(group: IppGroup): IppJob | undefined {
  const id = numberOf(group, 'job-id');
  const state = numberOf(group, 'job-state');
  if (id === undefined || state === undefined) return undefined;
  return {
    id,
    state,
    name: textOf(group, 'job-name') ?? '',
    reasons: textsOf(group, 'job-state-reasons'),
    kOctets: numberOf(group, 'job-k-octets'),
    documents: numberOf(group, 'number-of-documents'),
    printerMessage: textOf(group, 'job-printer-state-message') ?? '',
  };
}

export const isEnded = (job: IppJob): boolean => job.state >= jobState.canceled;

/** True when the printer shows that no document has arrived in full: such a job never prints. */
export function isWithoutDocument(job: IppJob): boolean {
  if (isEnded(job)) return false;
  return job.documents === 0 || job.reasons.some((reason) => reason === 'job-incoming' || reason === 'job-data-insufficient');
}

/** The six operations that the agent needs, in words. Throws `IppUnanswered` when the printer gives no IPP answer. */
export class IppPrinter {
  readonly #client: IppClient;

  constructor(target: IppTarget) {
    this.#client = new IppClient(target);
  }

  async describe(): Promise<IppGroup> {
    const answer = await this.#client.call({ operation: operation.getPrinterAttributes, fields: [user, wantedOfPrinter], idleMs: 5000 });
    const printer = firstGroup(answer, tag.printer);
    if (printer === undefined) throw new IppRefused(`The printer describes itself as ${statusText(answer)}.`, answer.status);
    return printer;
  }

  /** Opens an empty job, which cannot print. Answers its id. */
  async createJob(name: string, jobFields: readonly IppField[]): Promise<number> {
    const answer = await this.#accepted({ operation: operation.createJob, fields: [user, ['job-name', tag.name, name]], jobFields });
    const id = numberOf(firstGroup(answer, tag.job), 'job-id');
    if (id === undefined) throw new IppRefused('The printer opened a job but did not say its number.', answer.status);
    return id;
  }

  async sendDocument(id: number, format: string, document: NonNullable<IppRequest['document']>): Promise<void> {
    const fields: IppField[] = [
      ['job-id', tag.integer, id],
      user,
      ['document-format', tag.mimeMediaType, format],
      ['last-document', tag.boolean, true],
    ];
    await this.#accepted({ operation: operation.sendDocument, fields, document, idleMs: 60_000 });
  }

  /** The job with this number, if its name is ours: printers use numbers again after a restart. */
  async findJob(id: number, name: string): Promise<IppJob | undefined> {
    const answer = await this.#client.call({ operation: operation.getJobAttributes, fields: [['job-id', tag.integer, id], user, wanted] });
    if (answer.status === status.notFound) return undefined;
    refuseUnlessSuccess(answer);
    const group = firstGroup(answer, tag.job);
    const job = group === undefined ? undefined : jobOf(group);
    return job?.name === name ? job : undefined;
  }

  async findJobsByName(name: string): Promise<IppJob[]> {
    const fields: IppField[] = [user, ['which-jobs', tag.keyword, 'all'], ['my-jobs', tag.boolean, true], wanted];
    const answer = await this.#accepted({ operation: operation.getJobs, fields });
    return groupsWith(answer, tag.job)
      .map(jobOf)
      .filter((job) => job !== undefined)
      .filter((job) => job.name === name);
  }

  /** Asks to cancel; a job that ended meanwhile is no error. */
  async cancelJob(id: number): Promise<void> {
    await this.#client.call({ operation: operation.cancelJob, fields: [['job-id', tag.integer, id], user] });
  }

  close(): void {
    this.#client.close();
  }

  async #accepted(request: IppRequest): Promise<IppMessage> {
    return refuseUnlessSuccess(await this.#client.call(request));
  }
}

/** The printer answered, and the answer was no. */
export class IppRefused extends Error {
  readonly status: number;

  constructor(message: string, code: number) {
    super(message);
    this.name = 'IppRefused';
    this.status = code;
  }

  /** Busy or not accepting right now: the same request may be taken later. */
  get isTemporary(): boolean {
    const temporary: readonly number[] = [status.busy, status.temporaryError, status.serviceUnavailable, status.notAcceptingJobs];
    return temporary.includes(this.status);
  }
}

function refuseUnlessSuccess(answer: IppMessage): IppMessage {
  if (answer.status > status.lastSuccess) throw new IppRefused(`The printer answered ${statusText(answer)}.`, answer.status);
  return answer;
}
