import { catalogSections } from '../../../apps/dashboard/src/lib/catalog-words.ts';
import { stockSections } from '../../../apps/dashboard/src/lib/stock-words.ts';
import { sections } from '../../../apps/dashboard/src/lib/words.ts';
import type { Language } from './browser.ts';

/** What the screens say of a key, in one language: `say('orderShipping.split.submit', { count: 2 })`. */
export type Say = (key: string, values?: Readonly<Record<string, string | number>>) => string;

const all: Readonly<Record<string, { readonly en: object; readonly id: object }>> = { ...sections, ...catalogSections, ...stockSections };

/** The words of the dashboard, so that one test clicks through it in every language. Throws for a key without words. */
export function wordsIn(language: Language): Say {
  return (key, values = {}) => {
    const [section = '', ...path] = key.split('.');
    const words = valueAt(all[section]?.[language], path) ?? valueAt(all[section]?.[language], plural(path, values.count));
    if (typeof words !== 'string') throw new Error(`there are no words ${key}`);
    return words.replaceAll(/\{\{(\w+)\}\}/g, (_blank, name: string) => String(values[name]));
  };
}

const plural = (path: readonly string[], count: unknown) => [...path.slice(0, -1), `${path.at(-1)}_${count === 1 ? 'one' : 'other'}`];

const valueAt = (words: unknown, path: readonly string[]): unknown =>
  path.reduce((at, part) => (typeof at === 'object' && at !== null ? Reflect.get(at, part) : undefined), words);
