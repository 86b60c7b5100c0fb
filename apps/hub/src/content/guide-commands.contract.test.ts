import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { adminKeyOf } from '../test/admin-calls.ts';
import { type ContentWorld, createContentWorld } from './test/content-world.ts';

const guide = readFileSync(join(import.meta.dirname, '..', '..', '..', '..', 'docs', 'guides', 'content.md'), 'utf8');
const section = guide.split(/^## /m).find((part) => part.startsWith('Scripting with curl')) ?? '';
const commands = [...section.matchAll(/```sh\n([\s\S]*?)```/g)].flatMap(([, block = '']) => block.trim().split('\n'));
const [address = '', readKey = '', ...calls] = commands;

let world: ContentWorld;
let directory: string;
beforeAll(async () => {
  world = await createContentWorld();
  directory = mkdtempSync(join(tmpdir(), 'shopfleet-guide-'));
  mkdirSync(join(directory, '.data'));
  writeFileSync(join(directory, '.data', 'admin-api-key'), adminKeyOf(world.hub));
});
afterAll(async () => {
  rmSync(directory, { recursive: true, force: true });
  await world[Symbol.asyncDispose]();
});

test('the section begins with where the hub is and with its key', () => {
  expect(address).toBe('HUB=http://127.0.0.1:3000');
  expect(readKey).toBe('KEY=$(cat .data/admin-api-key)');
  expect(calls.length).toBeGreaterThan(10);
});

// In the order of the guide: the store is added before it is read.
test.each(calls)('%s', async (command) => {
  const script = [`HUB=${world.hub.url}`, readKey, command.replace('curl ', 'curl --fail-with-body --noproxy "*" ')].join('\n');
  const { stdout } = await promisify(execFile)('/bin/sh', ['-euc', script], { cwd: directory });
  const answer: { success?: boolean; status?: string; name?: string } = JSON.parse(stdout);
  expect(answer.success ?? (answer.status === 'healthy' || answer.name === 'Shopfleet')).toBe(true);
});
