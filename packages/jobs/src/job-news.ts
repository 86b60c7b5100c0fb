import { randomUUID } from 'node:crypto';
import type { Log } from '@shopfleet/kernel';
import type { PgBoss } from 'pg-boss';
import { jobChannel, ownerQuery } from './queue-database.ts';

/**
 * Tells the workers of every process that jobs were added, once their transaction has committed. Not by NOTIFY in that transaction:
 * PostgreSQL lets such transactions commit only one after the other, each waiting for the disk alone. News that a crash swallows are
 * made up for by polling.
 */
export class JobNews {
  readonly #boss: PgBoss;
  readonly #log: Log;
  readonly #wake: (queue: string) => void;
  readonly #sender = randomUUID();
  readonly #untold = new Set<string>();
  #telling: Promise<void> | undefined;

  constructor(boss: PgBoss, log: Log, wake: (queue: string) => void) {
    this.#boss = boss;
    this.#log = log;
    this.#wake = wake;
  }

  /** Our own workers at once; other processes with one message for all that came up meanwhile. */
  tell(queue: string): void {
    this.#wake(queue);
    this.#untold.add(queue);
    this.#telling ??= this.#tellOthers().finally(() => {
      this.#telling = undefined;
    });
  }

  /** What came over the channel; our own words are known already. */
  hear(payload: string): void {
    const [queue = '', sender] = payload.split(' ');
    if (sender !== this.#sender) this.#wake(queue);
  }

  async settled(): Promise<void> {
    await this.#telling;
  }

  async #tellOthers(): Promise<void> {
    while (this.#untold.size > 0) {
      const payloads = [...this.#untold].map((queue) => `${queue} ${this.#sender}`);
      this.#untold.clear();
      try {
        await ownerQuery(this.#boss, 'SELECT pg_notify($1, payload) FROM unnest($2::text[]) AS payload', [jobChannel, payloads]);
      } catch (error) {
        this.#log.warn({ err: error }, 'Other processes could not be told of new jobs; they find them when they poll');
      }
    }
  }
}
