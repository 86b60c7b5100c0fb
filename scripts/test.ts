/**
 * Everything that must hold, in the order in which it is cheapest to learn that it does not.
 * `npm test` runs all of it; `npm test -- unit db` runs only the named steps.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { relative } from 'node:path';
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
let skipped = 0;
const failures: string[] = [];
const broken: string[] = [];

for (const { name, command } of steps.filter((step) => chosen.length === 0 || chosen.includes(step.name))) {
  const startedAt = Date.now();
  console.log(`\n── ${name}: ${command.join(' ')}`);
  if (suites.includes(name)) rmSync(report(name), { force: true });
  const [program = '', ...args] = command;
  const result = spawnSync(program, args, {
    stdio: 'inherit',
    env: { ...process.env, NODE_ENV: 'test', ...(process.stdout.isTTY ? { FORCE_COLOR: '1' } : { NO_COLOR: '1' }) },
  });
  const isGood = result.status === 0;
  console.log(`── ${name}: ${isGood ? 'ok' : 'FAILED'} in ${((Date.now() - startedAt) / 1000).toFixed(1)} s`);
  if (!isGood) broken.push(name);
  if (suites.includes(name)) {
    const result = readReport(report(name));
    passed += result.numPassedTests;
    skipped += result.numPendingTests;
    failures.push(...describeFailures(result));
  }
}

// Once more at the end: a log of forty minutes is often only kept by its last lines.
for (const failure of failures) console.log(`\n✗ ${failure}`);
if (broken.length > 0) console.log(`\nFailed: ${broken.join(', ')}`);
console.log(`\n${passed} passed, ${failures.length} failed, ${skipped} skipped`);
process.exit(broken.length === 0 ? 0 : 1);

/** What of Vitest's JSON report is used here; a step that broke before its first test wrote none. */
interface Report {
  readonly numPassedTests: number;
  readonly numPendingTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

function readReport(file: string): Report {
  if (!existsSync(file)) return { numPassedTests: 0, numPendingTests: 0, testResults: [] };
  return JSON.parse(readFileSync(file, 'utf8')) as Report;
}

/** Each failed test, or file that could not be run: where it is, its name, and the first lines of what it said. */
function describeFailures({ testResults }: Report): string[] {
  return testResults.flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults.filter((result) => result.status === 'failed');
    const file = relative(process.cwd(), name);
    if (failed.length === 0) return status === 'failed' ? [`${file}\n${firstLines(message)}`] : [];
    return failed.map(({ fullName, failureMessages }) => `${file} > ${fullName}\n${firstLines(failureMessages.join('\n'))}`);
  });
}

function firstLines(text: string): string {
  return text
    .split('\n')
    .slice(0, 12)
    .map((line) => `    ${line.slice(0, 300)}`)
    .join('\n');
}
