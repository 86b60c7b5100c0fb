import { spawn } from 'node:child_process';
import { open } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { type TestServer, testServerDirectory, testServerSocket } from './test-server-address.ts';

const startWithinMs = 60_000;
let lease: Promise<TestServer> | undefined;

/**
 * The PostgreSQL of this test run: the one at `TEST_DATABASE_URL`, else one of our own that all test processes of this checkout
 * share. The first starts it; it ends about a second after the last has gone.
 */
export function useTestServer(): Promise<TestServer> {
  const url = process.env.TEST_DATABASE_URL;
  if (url) return Promise.resolve({ url, adminUrl: url });
  lease ??= acquire();
  return lease;
}

async function acquire(): Promise<TestServer> {
  const deadline = Date.now() + startWithinMs;
  for (let attempt = 0; Date.now() < deadline; attempt++) {
    const server = await greet();
    if (server) return server;
    // Again now and then: the keeper that we saw may just have been closing.
    if (attempt % 40 === 0) await spawnKeeper();
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`The test database did not start; see ${testServerDirectory}.log`);
}

/** Connects to the keeper and stays connected for the life of this process. */
function greet(): Promise<TestServer | undefined> {
  return new Promise((resolve) => {
    const socket = connect(testServerSocket);
    let text = '';
    socket.setEncoding('utf8');
    socket.on('data', (chunk: string) => {
      text += chunk;
      if (!text.endsWith('\n')) return;
      socket.unref();
      resolve(JSON.parse(text));
    });
    socket.on('error', () => resolve(undefined));
    socket.on('close', () => resolve(undefined));
  });
}

async function spawnKeeper(): Promise<void> {
  const output = await open(`${testServerDirectory}.log`, 'a');
  const environment = { PATH: process.env.PATH, TMPDIR: process.env.TMPDIR, HOME: process.env.HOME };
  const keeper = spawn(process.execPath, [join(import.meta.dirname, 'test-server-keeper.ts')], {
    detached: true,
    stdio: ['ignore', output.fd, output.fd],
    env: environment,
  });
  keeper.unref();
  await output.close();
}
