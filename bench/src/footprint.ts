import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from '@shopfleet/test-kit/printers';
import { type Bench, ofGoal, percentile } from './figure.ts';
import { memoryMb, processes } from './process-memory.ts';

const starts = 3;
const restMs = 20_000;
const hubGoalMb = 250;
const databaseGoalMb = 150;
const startGoalS = 10;
const root = new URL('../..', import.meta.url).pathname;

interface Visit {
  readonly servingAfterS: number;
  readonly hubMb: number;
  readonly databaseMb: number;
}

/** `npm start` without orders: how soon it serves, and what hub and database hold at rest. The first start makes the data. */
async function visit(folder: string, port: number): Promise<Visit> {
  const startedAt = performance.now();
  const child = spawn('npm', ['start'], {
    cwd: root,
    env: { ...process.env, DATA_DIR: folder, PORT: String(port), DEMO_ORDER_EVERY_MS: '86400000' },
    stdio: ['ignore', 'ignore', 'inherit'],
    detached: true,
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const known = new Set(processes().map(({ pid }) => pid));
  await untilServing(`http://127.0.0.1:${port}/ready`);
  const servingAfterS = (performance.now() - startedAt) / 1000;
  await wait(restMs);
  const ours = processes().filter(({ pid }) => !known.has(pid));
  const hub = ours.find(({ command }) => command.includes('apps/hub/src/main.ts'));
  const database = ours.filter(({ command }) => command.startsWith('postgres:') || command.includes('/bin/postgres'));
  const figures = { servingAfterS, hubMb: memoryMb(hub?.pid ?? ''), databaseMb: database.reduce((sum, { pid }) => sum + memoryMb(pid), 0) };
  // As Ctrl-C does: the whole group.
  process.kill(-(child.pid ?? 0), 'SIGINT');
  await ended;
  return figures;
}

async function untilServing(url: string): Promise<void> {
  for (const giveUpAt = Date.now() + 120_000; Date.now() < giveUpAt; await wait(20)) {
    const isUp = await fetch(url).then(
      (answer) => answer.ok,
      () => false,
    );
    if (isUp) return;
  }
  throw new Error(`${url} did not answer within two minutes`);
}

export const footprint: Bench = {
  name: 'footprint',
  about: `\`npm start\` once installed and built, without orders, ${starts} times on the same data; memory ${restMs / 1000} s after it serves (share of shared pages counted in); medians.`,
  async run() {
    const folder = mkdtempSync(join(tmpdir(), 'shopfleet-footprint-'));
    // As root, the database runs as another user below it.
    chmodSync(folder, 0o711);
    const port = await freePort();
    const visits: Visit[] = [];
    for (let n = 0; n < starts; n++) visits.push(await visit(folder, port));
    rmSync(folder, { recursive: true, force: true });
    const median = (of: keyof Visit) =>
      percentile(
        visits.map((one) => one[of]),
        0.5,
      );
    const figure = (name: string, value: number, unit: string, goal: number) => ({
      name,
      value: `${value.toFixed(unit === 's' ? 1 : 0)} ${unit}`,
      against: `goal ${goal} ${unit}`,
      ratio: ofGoal(value, goal),
    });
    return [
      figure('serving after npm start', median('servingAfterS'), 's', startGoalS),
      figure('hub at rest', median('hubMb'), 'MB', hubGoalMb),
      figure('embedded database at rest', median('databaseMb'), 'MB', databaseGoalMb),
    ];
  },
};
