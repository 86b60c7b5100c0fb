import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, readFile, realpath, rename, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Log } from '@shopfleet/kernel';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';
import { canTraverse, type ServerUser } from './server-user.ts';

/** Where root keeps what another user must reach. */
export const systemBase = '/var/lib/shopfleet';

/**
 * Creates the private directory of the server (0700, owned by whom it runs as) and returns its real path. When `user` cannot reach
 * it because a directory above is private, as /root is, a directory below /var/lib/shopfleet takes its place, and a file says so.
 */
export async function prepareHome(directory: string, user: ServerUser | undefined, log: Log): Promise<string> {
  const wanted = resolve(directory);
  await mkdir(wanted, { recursive: true, mode: 0o700 });
  const real = await realpath(wanted);
  if (!user) {
    await chmod(real, 0o700);
    return real;
  }
  const isReachable = await canTraverse(dirname(real), user);
  const home = isReachable ? real : await homeElsewhere(real);
  if (!isReachable) {
    await chmod(systemBase, 0o755);
    log.warn({ directory: real, home }, `The user ${user.name} cannot reach ${real}; the database files are in ${home}`);
  }
  await chown(home, user.uid, user.gid);
  await chmod(home, 0o700);
  return home;
}

/** The place that the note in `directory` names; a directory without the note, even of an old name, begins afresh. */
async function homeElsewhere(directory: string): Promise<string> {
  const note = join(directory, 'THE-DATABASE-IS-ELSEWHERE.txt');
  const known = /in (\/\S+)/.exec(await readFile(note, 'utf8').catch(() => ''))?.[1];
  if (known !== undefined) {
    if (await stat(known).catch(() => undefined)) return known;
    throw new EmbeddedPostgresError(
      `${note} says that the database is in ${known}, and that is not there. Restore it, or delete the note to begin afresh.`,
    );
  }
  const home = join(systemBase, randomBytes(8).toString('hex'));
  await mkdir(home, { recursive: true, mode: 0o700 });
  await writeFile(note, `The database files are in ${home}\n`, { flush: true });
  return home;
}

/** The user of an existing cluster goes on running it. */
export async function ownerOf(cluster: string, user: ServerUser): Promise<ServerUser> {
  const owner = await stat(cluster).catch(() => undefined);
  return owner && owner.uid !== 0 ? { ...user, uid: owner.uid, gid: owner.gid } : user;
}

export interface Passwords {
  readonly postgres: string;
  readonly shopfleet: string;
}

/** Reads the passwords of the server, or makes them up; the file is readable by us only (0600). */
export async function keepPasswords(home: string, hasCluster: boolean): Promise<Passwords> {
  const path = join(home, 'passwords.json');
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    return undefined;
  });
  if (text !== undefined) return JSON.parse(text);
  if (hasCluster) throw new EmbeddedPostgresError(`The file ${path} is missing; restore it, the database cannot be opened without it.`);
  const passwords = { postgres: randomBytes(24).toString('hex'), shopfleet: randomBytes(24).toString('hex') };
  const draft = `${path}.${process.pid}`;
  await writeFile(draft, JSON.stringify(passwords), { mode: 0o600, flush: true });
  await rename(draft, path);
  return passwords;
}
