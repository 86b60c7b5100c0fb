import { readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';

/** Whom the server runs as when we are root, which PostgreSQL refuses to be. */
export interface ServerUser {
  readonly uid: number;
  readonly gid: number;
  readonly name: string;
}

const candidates = ['shopfleet', 'nobody'];

/** Undefined when we are an ordinary user, who runs the server as itself. */
export async function chooseServerUser(): Promise<ServerUser | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const lines = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'));
  for (const candidate of candidates) {
    const line = lines.find(([name]) => name === candidate);
    if (line) return { name: candidate, uid: Number(line[2]), gid: Number(line[3]) };
  }
  throw new EmbeddedPostgresError('PostgreSQL refuses to run as root. Create a user: useradd --system shopfleet');
}

/** True when `user` may enter `directory` and everything above it. Looks at modes only, not at access lists. */
export async function canTraverse(directory: string, user: ServerUser): Promise<boolean> {
  for (let path = directory; ; path = dirname(path)) {
    const { mode, uid, gid } = await stat(path);
    const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return false;
    if (path === dirname(path)) return true;
  }
}
