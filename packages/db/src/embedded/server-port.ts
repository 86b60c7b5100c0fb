import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';

/** The port of the last run when it is free, so that clients find the server again; else any free one. */
export async function choosePort(home: string): Promise<number> {
  const previous = Number(await readFile(join(home, 'port'), 'utf8').catch(() => '0'));
  const port = Number.isInteger(previous) && previous > 0 && (await probe(previous)) === previous ? previous : await probe(0);
  if (port === undefined) throw new Error('There is no free port on 127.0.0.1');
  return port;
}

export async function rememberPort(home: string, port: number): Promise<void> {
  await writeFile(join(home, 'port'), String(port));
}

function probe(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(address !== null && typeof address === 'object' ? address.port : undefined));
    });
  });
}
