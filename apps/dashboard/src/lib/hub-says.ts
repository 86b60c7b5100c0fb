import i18next from 'i18next';
import { hubSentences } from '../words/hub-sentences.ts';

interface Sentence {
  readonly pattern: RegExp;
  readonly blanks: readonly string[];
  readonly indonesian: string;
}

const plain = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
const sentences: readonly Sentence[] = hubSentences.map(([english, indonesian]) => ({
  pattern: new RegExp(
    `^${english
      .split(/\{\{\w+\}\}/)
      .map(plain)
      .join('(.+?)')}$`,
    's',
  ),
  blanks: [...english.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? ''),
  indonesian,
}));

/** A sentence of the hub in the person's language; as the hub said it where nobody wrote it in that language. */
export function hubSays(said: string): string {
  return i18next.language === 'id' ? inIndonesian(said) : said;
}

function inIndonesian(said: string): string {
  for (const { pattern, blanks, indonesian } of sentences) {
    const found = pattern.exec(said);
    if (!found) continue;
    const filled = new Map(blanks.map((name, index) => [name, inIndonesian(found[index + 1] ?? '')]));
    return indonesian.replaceAll(/\{\{(\w+)\}\}/g, (_blank, name: string) => filled.get(name) ?? '');
  }
  return said;
}
