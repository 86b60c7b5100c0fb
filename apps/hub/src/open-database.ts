import { join } from 'node:path';
import { connectDatabase, type Database, migrate, startEmbeddedPostgres } from '@shopfleet/db';
import type { Log } from '@shopfleet/kernel';
import { awaitDatabase } from './await-database.ts';
import type { HubConfig } from './config.ts';
import { findRunningDatabase, noteRunningDatabase } from './running-database.ts';

export interface OpenDatabase {
  readonly url: string;
  readonly database: Database;
  /** Closes the connections, then ends the embedded server when there is one. */
  close(): Promise<void>;
}

export interface OpenOptions {
  /** Shown in `pg_stat_activity`. */
  readonly name: string;
  readonly isMigrated?: false;
  /** A command is short: what it started must not be found and relied on by others. */
  readonly isCommand?: true;
}

/** The database of this configuration, its own one started when none is named; brought up to date unless told not to. */
export async function openDatabase(config: HubConfig, log: Log, options: OpenOptions): Promise<OpenDatabase> {
  await using started = new AsyncDisposableStack();
  const url = config.database.url ?? (await findRunningDatabase(config.dataDirectory)) ?? (await startOwn(config, log, options, started));
  if (options.isMigrated !== false) {
    // Somebody waits in front of a command; a server that starts with the machine has time.
    if (!options.isCommand) await awaitDatabase(url, log);
    await migrate({ url, log });
  }
  const { poolSize, poolMin, isLogged } = config.database;
  const database = connectDatabase({
    url,
    poolSize,
    poolMin,
    applicationName: `shopfleet ${options.name}`,
    log,
    ...(isLogged ? { onStatement: (statement: string) => log.info({ statement }, 'Statement') } : {}),
  });
  started.defer(() => database.close());
  const open = started.move();
  return { url, database, close: () => open.disposeAsync() };
}

async function startOwn(config: HubConfig, log: Log, options: OpenOptions, started: AsyncDisposableStack): Promise<string> {
  const embedded = await startEmbeddedPostgres({ directory: join(config.dataDirectory, 'postgres'), log });
  started.defer(() => embedded.stop());
  if (!options.isCommand) started.defer(await noteRunningDatabase(config.dataDirectory, embedded.url));
  return embedded.url;
}
