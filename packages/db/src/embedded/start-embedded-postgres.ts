import { join } from 'node:path';
import { type Log, silentLog } from '@shopfleet/kernel';
import { createCluster, ensureOwner, hasCluster, ownerName } from './cluster.ts';
import { lockDirectory } from './directory-lock.ts';
import { EmbeddedPostgresError, explainServerOutput } from './embedded-postgres-error.ts';
import { findRunningPostmaster, type ServerPlace, stopPostmaster } from './postmaster.ts';
import { findServerBinaries } from './server-binaries.ts';
import { keepPasswords, ownerOf, prepareHome, systemBase } from './server-home.ts';
import { choosePort, rememberPort } from './server-port.ts';
import { chooseServerUser, type ServerUser } from './server-user.ts';
import { SupervisedServer } from './supervised-server.ts';

export interface EmbeddedPostgresOptions {
  /** Private to one hub; created when missing. Everything the database knows is in here. */
  readonly directory: string;
  readonly log?: Log;
  /** Server settings on top of ours, such as `{ fsync: 'off' }` for tests. */
  readonly settings?: Readonly<Record<string, string>>;
}

export interface EmbeddedPostgres {
  /** Connects as the owner of the database, who is no superuser. Stays the same when the server has to be started again. */
  readonly url: string;
  /** Connects as the superuser: for backups and inspection, never for requests. */
  readonly adminUrl: string;
  /** Ends the server (at most 25 s) and gives the directory back. */
  stop(): Promise<void>;
}

/**
 * Starts a real PostgreSQL of our own on 127.0.0.1 with its data in `directory`, and starts it again when it dies. A server that a
 * killed hub left behind is ended cleanly first. Rejects with `EmbeddedPostgresError`, written for the person at the keyboard.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const log = options.log ?? silentLog;
  try {
    const user = await chooseServerUser();
    const home = await prepareHome(options.directory, user, log);
    const unlock = await lockDirectory(home);
    try {
      return await startIn(home, user, { log, settings: options.settings ?? {} }, unlock);
    } catch (error) {
      await unlock();
      throw error;
    }
  } catch (error) {
    if (error instanceof EmbeddedPostgresError) throw error;
    throw explainServerOutput('The database cannot be started', options.directory, String(error));
  }
}

async function startIn(
  home: string,
  user: ServerUser | undefined,
  { log, settings }: Required<Omit<EmbeddedPostgresOptions, 'directory'>>,
  unlock: () => Promise<void>,
): Promise<EmbeddedPostgres> {
  const cluster = join(home, 'cluster');
  const runAs = user && (await ownerOf(cluster, user));
  const binaries = await findServerBinaries(runAs, systemBase);
  const place: ServerPlace = { cluster, logFile: join(home, 'server.log'), binaries, user: runAs, settings };
  await stopOrphan(place, log);
  const isNew = !(await hasCluster(cluster));
  const passwords = await keepPasswords(home, !isNew);
  if (isNew) await createCluster(home, place, passwords.postgres);
  const port = await choosePort(home);
  const adminUrl = `postgres://postgres:${passwords.postgres}@127.0.0.1:${port}/postgres`;
  const server = new SupervisedServer(place, port, adminUrl, log);
  const abandon = () => server.abandon();
  process.once('exit', abandon);
  const stop = async () => {
    await server.stop();
    process.off('exit', abandon);
    await unlock();
  };
  try {
    await server.start();
    await ensureOwner(adminUrl, passwords);
    await rememberPort(home, port);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url: `postgres://${ownerName}:${passwords.shopfleet}@127.0.0.1:${port}/${ownerName}`,
    adminUrl: adminUrl.replace(/postgres$/, ownerName),
    stop,
  };
}

async function stopOrphan(place: ServerPlace, log: Log): Promise<void> {
  const orphan = await findRunningPostmaster(place.cluster);
  if (orphan === undefined) return;
  log.warn({ pid: orphan }, 'A killed hub left its PostgreSQL running; ending it');
  await stopPostmaster(orphan, place);
}
