// Plain JavaScript that any Node from 20 on can run: brings in what `npm start` and `npm test` need, then hands over to the
// project's own Node, whose version package.json pins.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stampFile = join(root, 'node_modules', '.shopfleet-installed');
const binFolder = join(root, 'node_modules', '.bin');
const projectNode = join(binFolder, process.platform === 'win32' ? 'node.cmd' : 'node');

function lockHash() {
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
}

function isInstalled() {
  return existsSync(projectNode) && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === lockHash();
}

/** Installs the npm packages of the lock file when they are not there, or are those of another lock file. */
export function installPackages() {
  if (isInstalled()) return;
  console.log('Installing packages (about a minute, only when they changed)…');
  // Not `npm ci`: it refuses a lock file that was made on a system for which not every optional binary could be seen.
  const result = spawnSync('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: root, stdio: 'inherit' });
  if (result.status !== 0) {
    console.error('npm could not install the packages. Is the npm registry reachable? Run `npm install` to see all of its messages.');
    process.exit(result.status ?? 1);
  }
  writeFileSync(stampFile, lockHash());
}

/** Runs a TypeScript program with the project's Node, passes signals on, and ends as it ends. */
export function handOver(program, args = process.argv.slice(2)) {
  const child = spawn(projectNode, [join(root, program), ...args], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, PATH: `${binFolder}:${process.env.PATH ?? ''}` },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
}
