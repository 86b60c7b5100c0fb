import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = `${root}apps/dashboard`;
const stampFile = `${folder}/dist/.built-from`;

function sourceHash(): string {
  const hash = createHash('sha256').update(readFileSync(`${root}package-lock.json`));
  const files = globSync(['src/**/*', '*.ts', '*.html', 'public/**/*'], { cwd: folder, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  for (const path of files.map((entry) => `${entry.parentPath}/${entry.name}`).sort())
    hash.update(path.slice(folder.length)).update(readFileSync(path));
  return hash.digest('hex');
}

/** Builds the dashboard when its source changed since the last build; throws when the build fails. */
export function buildDashboard(): void {
  const source = sourceHash();
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === source) return;
  console.log('Building the dashboard (some seconds, only when it changed)…');
  const result = spawnSync('vite', ['build', '--logLevel', 'warn'], {
    cwd: folder,
    stdio: 'inherit',
    env: { ...process.env, NODE_ENV: 'production' },
  });
  if (result.status !== 0) throw new Error('The dashboard does not build; the messages above say why');
  writeFileSync(stampFile, source);
}

if (import.meta.main) buildDashboard();
