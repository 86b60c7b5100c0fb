import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorCatalogue } from '@shopfleet/kernel';
import { expect, test } from 'vitest';
import { envVariables } from '../env.ts';
import { configurationPage, envExample } from './reference.ts';

const root = join(import.meta.dirname, '..', '..', '..', '..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

test('.env.example and the configuration page say what env.ts says; else run scripts/generate-reference.ts', () => {
  expect(read('.env.example')).toBe(envExample());
  expect(read('docs/reference/configuration.md')).toBe(configurationPage());
});

test('every error code has a paragraph, every paragraph a code, and the statuses agree', () => {
  const page = read('docs/reference/errors.md');
  const described = [...page.matchAll(/^## ([A-Z_]+) \((\d{3})\)\n\n(.+)/gm)];
  const known = Object.entries(errorCatalogue).map(([code, { status }]) => `${code} ${status}`);
  expect(described.map(([, code, status]) => `${code} ${status}`).sort()).toEqual(known.sort());
  for (const [, code, , text] of described) expect([code, (text ?? '').length > 40]).toEqual([code, true]);
});

test('every variable is read by something', () => {
  const readers = ['config.ts', 'config/platforms.ts', 'commands/load-config.ts'].map((path) => read(`apps/hub/src/${path}`)).join('\n');
  const unread = Object.keys(envVariables).filter((name) => !new RegExp(`(env|set|own|queue)\\.${name}\\b|\\b${name}: \\w+`).test(readers));
  expect(unread).toEqual([]);
});
