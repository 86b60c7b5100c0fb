import { readdirSync, readFileSync } from 'node:fs';
import i18next from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import { hubSentences } from '../words/hub-sentences.ts';
import { hubSays } from './hub-says.ts';

const sourceOf = (folder: string): string => {
  const root = new URL(`../../../../${folder}/`, import.meta.url);
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.ts') && !name.includes('.test.') && !name.includes('node_modules'),
  );
  return files.map((name) => readFileSync(new URL(name, root), 'utf8')).join('\n');
};
const blank = /\{\{(\w+)\}\}/g;
const blanksOf = (text: string) => [...text.matchAll(blank)].map(([, name]) => name).sort();

describe('the sentences of the hub', () => {
  beforeAll(() => i18next.init({ lng: 'id', resources: {} }));

  it('are those that the hub says', () => {
    const source = ['packages/kernel/src', 'packages/core/src', 'packages/platform-kit/src', 'platforms'].map(sourceOf).join('\n');
    // Two of them are joined by a semicolon.
    const isSaid = (part: string) => source.includes(part.replace(/^; /, ''));
    const unsaid = hubSentences.filter(([english]) => !english.split(/\{\{\w+\}\}/).every(isSaid));
    expect(unsaid).toEqual([]);
  });

  it('leave the same blanks in both languages, and each stands there once', () => {
    expect(hubSentences.filter(([english, indonesian]) => blanksOf(english).join() !== blanksOf(indonesian).join())).toEqual([]);
    expect(new Set(hubSentences.map(([english]) => english)).size).toBe(hubSentences.length);
  });

  it('are said in Indonesian with what the hub filled in, and the sentences within them', () => {
    expect(hubSays('This order is not paid yet')).toBe('Pesanan ini belum dibayar');
    expect(hubSays('On hold: the buyer moved')).toBe('Ditahan: the buyer moved');
    expect(hubSays('The label could not be fetched: The marketplace did not answer (36009004)')).toBe(
      'Resi gagal diambil: Marketplace tidak menjawab (36009004)',
    );
  });

  it('stay as they are where nobody translated them, and in English', async () => {
    expect(hubSays('Something that nobody foresaw')).toBe('Something that nobody foresaw');
    await i18next.changeLanguage('en');
    expect(hubSays('This order is not paid yet')).toBe('This order is not paid yet');
    await i18next.changeLanguage('id');
  });
});
