import { execFile } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type ChildProgram, startProgram } from './child-program.ts';
import { freePort, isListening } from './free-port.ts';
import { waitUntil } from './wait-until.ts';

const run = promisify(execFile);

function serverConfig(port: number, socket: string): string {
  // DirtyCleanInterval 0: jobs are on the disk before the client hears of them, as a careful installation sets it.
  return `LogLevel info
MaxLogSize 0
Listen 127.0.0.1:${port}
Listen ${socket}
Browsing Off
DefaultAuthType None
WebInterface No
PreserveJobHistory Yes
PreserveJobFiles No
MaxJobs 1000
ErrorPolicy retry-job
JobRetryInterval 2
DirtyCleanInterval 0
<Location />
Order allow,deny
Allow all
</Location>
<Policy default>
JobPrivateAccess default
JobPrivateValues default
SubscriptionPrivateAccess default
SubscriptionPrivateValues none
<Limit All>
Order deny,allow
</Limit>
</Policy>
`;
}

function filesConfig(directory: string): string {
  const place = (name: string, path: string) => `${name} ${join(directory, path)}\n`;
  return [
    place('ServerRoot', 'root'),
    place('StateDir', 'run'),
    place('CacheDir', 'cache'),
    place('RequestRoot', 'spool'),
    place('TempDir', 'spool/tmp'),
    place('AccessLog', 'log/access'),
    place('ErrorLog', 'log/error'),
    place('PageLog', 'log/page'),
    'SystemGroup root\nUser lp\nGroup lp\n',
  ].join('');
}

export interface CupsQueue {
  readonly name: string;
  /** `ipp://…` becomes a driverless queue, `socket://host:port` a raw one. */
  readonly deviceUri: string;
}

/** A CUPS server of its own (Debian: cups, cups-client, cups-filters) on a free loopback port. Needs root, as cupsd does. */
export async function startPrivateCups(queues: readonly CupsQueue[]) {
  const directory = mkdtempSync(join(tmpdir(), 'cups-'));
  chmodSync(directory, 0o755);
  for (const name of ['root', 'run', 'cache', 'spool', 'spool/tmp', 'log'])
    mkdirSync(join(directory, name), { recursive: true, mode: 0o755 });
  const [port, socket] = [await freePort(), join(directory, 'run', 'cups.sock')];
  const [config, files] = [join(directory, 'cupsd.conf'), join(directory, 'cups-files.conf')];
  writeFileSync(config, serverConfig(port, socket));
  writeFileSync(files, filesConfig(directory));
  const start = async (): Promise<ChildProgram> => {
    const program = await startProgram('cupsd', ['-f', '-c', config, '-s', files]);
    await waitUntil('the private CUPS listens', () => isListening(port), 15_000, program.output);
    return program;
  };
  let program = await start();
  const server = `127.0.0.1:${port}`;
  const dispose = async (): Promise<void> => {
    await program.kill();
    rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    for (const queue of queues) await addQueue(server, queue);
  } catch (error) {
    await dispose();
    throw error;
  }
  return {
    server,
    socket,
    directory,
    kill: (): Promise<void> => program.kill(),
    restart: async (): Promise<void> => {
      await program.kill();
      program = await start();
    },
    addQueue: (queue: CupsQueue): Promise<void> => addQueue(server, queue),
    [Symbol.asyncDispose]: dispose,
  };
}

export type PrivateCups = Awaited<ReturnType<typeof startPrivateCups>>;

const queueTries = 3;

async function addQueue(server: string, { name, deviceUri }: CupsQueue): Promise<void> {
  const isIpp = /^ipps?:/.test(deviceUri);
  const environment = { env: { ...process.env, CUPS_SERVER: server } };
  for (let attempt = 1; ; attempt += 1) {
    await run('lpadmin', ['-p', name, '-E', '-v', deviceUri, '-m', isIpp ? 'everywhere' : 'raw'], environment);
    if (!isIpp) return;
    // lpadmin ends well although no driver could be made for the printer; the queue is then silently a raw one.
    const { stdout } = await run('lpoptions', ['-p', name, '-l'], environment);
    if (stdout.includes('PageSize')) return;
    if (attempt === queueTries) throw new Error(`CUPS could not make a driver for ${deviceUri}.`);
  }
}
