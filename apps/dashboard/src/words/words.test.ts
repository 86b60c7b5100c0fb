import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { catalogSections } from '../lib/catalog-words.ts';
import { contentSections } from '../lib/content-words.ts';
import { stockSections } from '../lib/stock-words.ts';
import { sections as firstSections } from '../lib/words.ts';

const sections = { ...firstSections, ...contentSections, ...catalogSections, ...stockSections };

type Words = { readonly [key: string]: string | Words };

function flatten(words: Words, prefix = ''): [string, string][] {
  return Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${prefix}${key}`, value] as [string, string]] : flatten(value, `${prefix}${key}.`),
  );
}
const inLanguage = (language: 'en' | 'id') =>
  new Map(Object.entries(sections).flatMap(([name, words]) => flatten(words[language], `${name}.`)));
const english = inLanguage('en');
const indonesian = inLanguage('id');
const blanks = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();

describe('the words of the screens', () => {
  it('are the same keys in both languages', () => {
    expect([...indonesian.keys()]).toEqual([...english.keys()]);
  });

  it('leave the same blanks in both languages', () => {
    const different = [...english].filter(([key, text]) => blanks(text).join() !== blanks(indonesian.get(key) ?? '').join());
    expect(different).toEqual([]);
  });

  it('are missing in neither language where the other has one', () => {
    expect([...english].filter(([key, text]) => (text.trim() === '') !== (indonesian.get(key)?.trim() === ''))).toEqual([]);
  });

  it('exist for every key that a screen names', () => {
    const root = new URL('..', import.meta.url);
    const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
      (name) => /\.tsx?$/.test(name) && !name.includes('.test.'),
    );
    const used = files.flatMap((name) =>
      [...readFileSync(new URL(name, root), 'utf8').matchAll(/\bt\('([\w.-]+)'/g)].map(([, key]) => key ?? ''),
    );
    expect(used.length).toBeGreaterThan(100);
    const missing = used.filter((key) => !english.has(key) && !english.has(`${key}_other`));
    expect([...new Set(missing)]).toEqual([]);
  });
});
