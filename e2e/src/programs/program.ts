import { pid } from 'node:process';
import { type ChildProgram, startProgram, waitUntil } from '@shopfleet/test-kit/printers';

export interface ProgramPlan {
  readonly name: string;
  /** Path of the TypeScript program, from the root of the checkout. */
  readonly file: string;
  readonly args: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** Answers 200 once the program can be used. */
  readonly readyUrl?: string;
  /** A module that the program loads first. */
  readonly preload?: string;
}

const root = new URL('../../../', import.meta.url).pathname;
const readyWithinMs = 60_000;

/** One real process of the product that a test may kill and start again under the same plan. */
export class Program implements AsyncDisposable {
  readonly name: string;
  readonly plan: ProgramPlan;
  #child: ChildProgram | undefined;

  constructor(plan: ProgramPlan) {
    this.name = plan.name;
    this.plan = plan;
  }

  get isRunning(): boolean {
    return this.#child !== undefined && !this.#child.hasExited();
  }

  /** What the last process wrote. */
  output(): string {
    return `── ${this.name}\n${this.#child?.output() ?? ''}`;
  }

  /** Starts it, with more environment for this one life, and waits until it is ready unless told not to. */
  async start(environment: Readonly<Record<string, string>> = {}, { isAwaited = true } = {}): Promise<void> {
    const { file, args, preload, readyUrl } = this.plan;
    const first = preload === undefined ? [] : ['--import', `${root}${preload}`];
    // The parent's id: a test run that is killed leaves nothing behind.
    const line = [...first, `${root}${file}`, ...args, '--parent-pid', String(pid)];
    this.#child = await startProgram(process.execPath, line, { ...this.plan.environment, ...environment });
    if (readyUrl !== undefined && isAwaited) await this.ready();
  }

  /** Waits until it can be used. Ends with its last words when it ends before, unless `revive` starts it again as a supervisor would. */
  async ready({ isRevived = false } = {}): Promise<void> {
    const { readyUrl = '' } = this.plan;
    const answers = async () => {
      if (!this.isRunning && !isRevived) throw new Error(`${this.name} ended while it started.\n${this.output()}`);
      if (!this.isRunning) await this.start({}, { isAwaited: false });
      return isOk(readyUrl);
    };
    await waitUntil(`${this.name} is ready`, answers, readyWithinMs, () => this.output());
  }

  /** As a power cut. */
  async kill(): Promise<void> {
    await this.#child?.kill();
  }

  /** As somebody who means it. */
  async terminate(): Promise<void> {
    await this.#child?.terminate();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.kill();
  }
}

async function isOk(url: string): Promise<boolean> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(2_000) });
    await answer.body?.cancel();
    return answer.ok;
  } catch (error) {
    // Not listening yet, or cut off while it stops.
    if (error instanceof TypeError || error instanceof DOMException) return false;
    throw error;
  }
}
