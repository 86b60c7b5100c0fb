import { listSealedConnections, resealTokens, tryTokens } from '@shopfleet/core/connections';
import type { Database } from '@shopfleet/db';
import { defineCommand } from 'citty';
import type { HubConfig } from '../config.ts';
import { createHubLog } from '../http/hub-log.ts';
import { openDatabase } from '../open-database.ts';
import { createSealer } from '../secrets.ts';
import { loadConfigOrExit } from './load-config.ts';
import { runCommand } from './run-command.ts';

export const rotateKeys = defineCommand({
  meta: {
    name: 'rotate-keys',
    description: 'Seal every stored token with the current TOKEN_ENC_KEY; the hub may keep running with both keys',
  },
  async run() {
    const config = await loadConfigOrExit();
    await runCommand(async () => {
      const opened = await openDatabase(config, createHubLog('warn'), { name: 'rotate-keys', isCommand: true });
      try {
        report(await rotate(opened.database, config));
      } finally {
        await opened.close();
      }
    });
  },
});

interface Rotation {
  readonly count: number;
  /** Did not open, with the reason. */
  readonly closed: readonly string[];
  /** Was sealed with a former key again after we had been there. */
  readonly behind: readonly string[];
}

async function rotate(db: Database, config: HubConfig): Promise<Rotation> {
  const places = await db.asSystem(listSealedConnections);
  const closed = await eachThatFails(places, (place) => resealTokens({ db, sealer: createSealer(config) }, place));
  const current = createSealer({ tokenKeys: [config.tokenKeys[0]] });
  const sealedNow = (await db.asSystem(listSealedConnections)).filter(({ id }) => !closed.some((line) => line.startsWith(id)));
  const behind = await eachThatFails(sealedNow, (place) => tryTokens({ db, sealer: current }, place));
  return { count: places.length, closed, behind };
}

async function eachThatFails<P extends { readonly id: string }>(
  places: readonly P[],
  work: (place: P) => Promise<void>,
): Promise<string[]> {
  const failures: string[] = [];
  for (const place of places) {
    await work(place).catch((error: unknown) => failures.push(`${place.id}: ${error instanceof Error ? error.message : error}`));
  }
  return failures;
}

function report({ count, closed, behind }: Rotation): void {
  const good = count - closed.length - behind.length;
  console.log(`${Math.max(0, good)} of ${count} connections are sealed with the current key.`);
  for (const line of [...closed, ...behind]) console.error(line);
  if (closed.length > 0) console.error('Connect these shops again, or add the key that sealed them to TOKEN_ENC_KEYS_OLD and repeat.');
  if (behind.length > 0) console.error('A hub still seals with a former key: start it with the new TOKEN_ENC_KEY, then repeat.');
  if (closed.length + behind.length > 0) process.exitCode = 1;
  else console.log('Set TOKEN_ENC_KEYS_OLD to nothing at the next start of the hub.');
}
