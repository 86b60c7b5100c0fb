import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const checkout = createHash('sha256')
  .update(`${import.meta.dirname} ${process.getuid?.() ?? ''}`)
  .digest('hex')
  .slice(0, 12);

/** One server for each checkout and user of this machine. */
export const testServerDirectory = join(tmpdir(), `shopfleet-test-${checkout}`);

/** Who holds a connection to this socket keeps the server running. */
export const testServerSocket = process.platform === 'win32' ? `\\\\.\\pipe\\shopfleet-test-${checkout}` : `${testServerDirectory}.sock`;

/** What the keeper of the server tells each user, as one line of JSON. */
export interface TestServer {
  /** The owner's login: creates databases, is no superuser. */
  readonly url: string;
  /** The superuser's login. */
  readonly adminUrl: string;
}
