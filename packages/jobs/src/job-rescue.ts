import type { Log } from '@shopfleet/kernel';
import type { PgBoss } from 'pg-boss';
import { jobChannel, ownerQuery } from './queue-database.ts';
import { deadLetterQueue, jobTable } from './queue-names.ts';

const everyMs = 3_000;
/** After a restart of the server, workers get this long to say that they still live. */
const settlingSeconds = 20;

interface JobRow {
  readonly name: string;
  readonly id: string;
  readonly key: string | null;
}

/** Looks for jobs whose worker died, and for ordered keys that stand still behind a job that failed for good. */
export class JobRescue {
  readonly #boss: PgBoss;
  readonly #log: Log;
  #timer: NodeJS.Timeout | undefined;
  #round: Promise<void> = Promise.resolve();

  constructor(boss: PgBoss, log: Log) {
    this.#boss = boss;
    this.#log = log;
  }

  start(): void {
    this.#timer = setInterval(() => {
      this.#round = this.#lookAround();
    }, everyMs);
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#round;
  }

  async #lookAround(): Promise<void> {
    try {
      await this.#rescueLost();
      await unblockKeys(this.#boss, this.#log);
    } catch (error) {
      this.#log.warn({ err: error }, 'Lost jobs could not be looked for; trying again');
    }
  }

  /** Runs a dead worker's job again at once; the library itself would add the back-off. The lost run counts as a try. */
  async #rescueLost(): Promise<void> {
    const lost = await ownerQuery<JobRow>(
      this.#boss,
      `UPDATE ${jobTable} SET state = 'retry', start_after = now(), output = '{"message": "The worker died"}'
       WHERE state = 'active' AND retry_count < retry_limit AND heartbeat_on + heartbeat_seconds * interval '1 s' < now()
         AND pg_postmaster_start_time() < now() - interval '${settlingSeconds} s'
       RETURNING name, id, singleton_key AS key`,
    );
    for (const { name, id } of lost) this.#log.warn({ kind: name, jobId: id }, 'The worker of a job died; the job runs again');
    for (const name of new Set(lost.map((row) => row.name))) await ownerQuery(this.#boss, 'SELECT pg_notify($1, $2)', [jobChannel, name]);
  }
}

/**
 * Lets an ordered key go on behind a job that failed for good: the job is in the dead letters, so nothing is lost, and the log says
 * which key goes on without it.
 */
export async function unblockKeys(boss: PgBoss, log: Log): Promise<void> {
  const removed = await ownerQuery<JobRow>(
    boss,
    `DELETE FROM ${jobTable} AS failed
     WHERE state = 'failed' AND policy = 'key_strict_fifo' AND EXISTS (
       SELECT FROM ${jobTable} AS letter WHERE letter.name = $1 AND letter.source_id = failed.id)
     RETURNING name, id, singleton_key AS key`,
    [deadLetterQueue],
  );
  for (const { name, id, key } of removed) {
    log.warn({ kind: name, jobId: id, key }, 'A job failed for good and is in the dead letters; the jobs behind it go on');
    await ownerQuery(boss, 'SELECT pg_notify($1, $2)', [jobChannel, name]);
  }
}
