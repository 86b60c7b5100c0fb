import type { Database } from '@shopfleet/db';
import { rememberBriefly } from '../remember-briefly.ts';

const answerWithinMs = 2_000;
const goodForMs = 500;

/** Whether this process may take traffic: true, or why not. Asks the database at most twice a second, and waits two seconds at most. */
export function createReadiness(database: Pick<Database, 'ping'>, isUp: () => string | true): () => Promise<string | true> {
  const hasDatabase = rememberBriefly(goodForMs, () => answersInTime(database));
  return async () => {
    const state = isUp();
    if (state !== true) return state;
    return (await hasDatabase()) || 'the database does not answer';
  };
}

async function answersInTime(database: Pick<Database, 'ping'>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), answerWithinMs);
  });
  // Whatever is wrong with the database, the answer is the same; `/health` and the log say more.
  const answered = database.ping().then(
    () => true,
    () => false,
  );
  try {
    return await Promise.race([answered, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
