/**
 * Everything that must hold, in the order in which it is cheapest to learn that it does not.
 * `npm test` runs all of it; `npm test -- unit db` runs only the named steps.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { installDebianPackages } from './debian-packages.ts';

interface Step {
  readonly name: string;
  readonly command: readonly string[];
}

const report = (name: string) => `test-results/${name}.json`;
const vitest = (name: string): Step => ({
  name,
  command: ['vitest', 'run', '--project', name, '--reporter=default', '--reporter=json', `--outputFile=${report(name)}`],
});
const suites = ['unit', 'db', 'contract', 'crash', 'e2e'];
const steps: readonly Step[] = [
  { name: 'lint', command: ['biome', 'ci', '.'] },
  { name: 'types', command: ['tsc', '-p', '.'] },
  { name: 'boundaries', command: ['node', 'scripts/check-boundaries.ts'] },
  { name: 'unused', command: ['knip'] },
  { name: 'build', command: ['node', 'scripts/build-dashboard.ts'] },
  ...suites.map(vitest),
];

const chosen = process.argv.slice(2);
const unknown = chosen.filter((name) => !steps.some((step) => step.name === name));
if (unknown.length > 0) {
  console.error(`There is no step ${unknown.join(', ')}. The steps: ${steps.map((step) => step.name).join(' ')}`);
  process.exit(64);
}

const missing = installDebianPackages();
if (missing.length > 0) {
  console.error(`These Debian packages are missing, and this user may not install them: ${missing.join(' ')}`);
  console.error(`As root: apt-get install --no-install-recommends ${missing.join(' ')}`);
  process.exit(69);
}

mkdirSync('test-results', { recursive: true });
let passed = 0;
let failed = 0;
let skipped = 0;
const broken: string[] = [];

for (const { name, command } of steps.filter((step) => chosen.length === 0 || chosen.includes(step.name))) {
  const startedAt = Date.now();
  console.log(`\n── ${name}: ${command.join(' ')}`);
  const [program = '', ...args] = command;
  const result = spawnSync(program, args, {
    stdio: 'inherit',
    env: { ...process.env, NODE_ENV: 'test', FORCE_COLOR: process.stdout.isTTY ? '1' : '0' },
  });
  const isGood = result.status === 0;
  console.log(`── ${name}: ${isGood ? 'ok' : 'FAILED'} in ${((Date.now() - startedAt) / 1000).toFixed(1)} s`);
  if (!isGood) broken.push(name);
  if (suites.includes(name)) {
    const counts = readCounts(report(name));
    passed += counts.passed;
    failed += counts.failed;
    skipped += counts.skipped;
  }
}

if (broken.length > 0) console.log(`\nFailed: ${broken.join(', ')}`);
console.log(`\n${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exit(broken.length === 0 ? 0 : 1);

function readCounts(file: string): { passed: number; failed: number; skipped: number } {
  const found: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const numberAt = (key: string) => (typeof found === 'object' && found !== null && key in found ? Number(Reflect.get(found, key)) : 0);
  return { passed: numberAt('numPassedTests'), failed: numberAt('numFailedTests'), skipped: numberAt('numPendingTests') };
}
