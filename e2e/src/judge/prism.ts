import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort, waitUntil } from '@shopfleet/test-kit/printers';

const version = '5.14.2';

/** Installs Stoplight Prism into a folder of its own, unless it is there; gives its program. Nothing of the project depends on it. */
export function installPrism(folder: string): string {
  const program = join(folder, 'node_modules', '@stoplight', 'prism-cli', 'dist', 'index.js');
  if (existsSync(program)) return program;
  console.log(`Installing Stoplight Prism ${version} into ${folder} …`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  const wanted = ['install', '--no-audit', '--no-fund', '--loglevel=error', `@stoplight/prism-cli@${version}`];
  const { status } = spawnSync('npm', wanted, { cwd: folder, stdio: 'inherit' });
  if (status !== 0) throw new Error('npm could not install Stoplight Prism');
  return program;
}

/** Prism as a validating proxy of one model: lets every call through and says in a header what was wrong with it. */
export async function startProxy(program: string, model: string, upstream: string): Promise<{ url: string; stop(): void }> {
  const port = await freePort();
  const proxy: ChildProcess = spawn(process.execPath, [program, 'proxy', '-h', '127.0.0.1', '-p', String(port), model, upstream], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const url = `http://127.0.0.1:${port}`;
  const isUp = () =>
    fetch(url).then(
      () => true,
      () => false,
    );
  await waitUntil(`Prism listens for ${model}`, isUp);
  return { url, stop: () => void proxy.kill() };
}
