import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const documents = [
  ...globSync('*.md', { cwd: root }),
  ...globSync('{docs,bench,platforms}/**/*.md', { cwd: root, exclude: ['**/node_modules/**'] }),
];

describe('the documents', () => {
  it.each(documents)('%s links only to files that are there', (document) => {
    const targets = [...read(document).matchAll(/\]\(([^)#\s]+)(#[^)]*)?\)/g)].map((match) => match[1] ?? '');
    const local = targets.filter((target) => !/^[a-z]+:/.test(target));
    expect(local.filter((target) => !existsSync(join(root, dirname(document), decodeURI(target))))).toEqual([]);
  });

  it.each(documents)('%s names only programs and npm scripts that are there', (document) => {
    const text = read(document);
    const programs = [...text.matchAll(/(?:^|[\s`])((?:apps|scripts|bench|packages|platforms|e2e)\/[\w./-]+\.(?:ts|mjs|tsx|sql))/gm)].map(
      (match) => match[1] ?? '',
    );
    expect(programs.filter((program) => !existsSync(join(root, program)))).toEqual([]);
    const scripts: Record<string, string> = JSON.parse(read('package.json')).scripts;
    const used = [...text.matchAll(/npm (?:run )?(start|test|bench|[a-z:]+(?= --))/g)].map((match) => match[1] ?? '');
    expect(used.filter((name) => !(name in scripts) && !['install', 'ci'].includes(name))).toEqual([]);
  });
});

describe('the domain', () => {
  it('names no marketplace', () => {
    const sources = globSync('packages/core/src/**/*.ts', { cwd: root }).filter((path) => !/\.test\.ts$|\/test\//.test(path));
    expect(sources.length).toBeGreaterThan(100);
    expect(sources.filter((path) => /tiktok|shopee|ebay|amazon/i.test(read(path)))).toEqual([]);
  });
});
