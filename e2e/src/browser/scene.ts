import type { Browser, Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { type Look, visit } from './browser.ts';
import type { PictureBook } from './picture-book.ts';
import { accessibilityProblems, missingWords, openScreen, overflowingWidth, settled } from './screens.ts';
import { type Say, wordsIn } from './words.ts';

/** How every scene is looked at. */
export const looks: Readonly<Record<string, Look>> = {
  light: { theme: 'light' },
  dark: { theme: 'dark' },
  phone: { theme: 'light', isPhone: true },
  indonesian: { theme: 'light', language: 'id', isPhone: true },
};

/** Somebody at a screen in one look, who finds everything by the words that stand there. */
export interface Scene extends AsyncDisposable {
  readonly page: Page;
  readonly say: Say;
  button(key: string, values?: Readonly<Record<string, string | number>>): Locator;
  /** Nothing that axe finds, no word missing, nothing too wide, no complaint: then a picture. */
  look(name: string): Promise<void>;
}

/** What the scenes of one test file are played on. */
export interface Stage {
  readonly browser: Browser;
  readonly url: string;
  readonly token: string;
  readonly book: PictureBook;
}

/** Chromium reports every refusal of the hub itself. */
const isRefusal = (text: string): boolean => /status of 4(09|22)/.test(text);

export async function openScene({ browser, url, token, book }: Stage, how: string, path: string): Promise<Scene> {
  const look = looks[how] ?? {};
  const visitor = await visit(browser, url, look, token);
  const { page } = visitor;
  const say = wordsIn(look.language ?? 'en');
  // A loaded machine is slow; what is there costs nothing of it.
  page.setDefaultTimeout(90_000);
  await openScreen(page, { name: path, path });
  return {
    page,
    say,
    button: (key, values) => page.getByRole('button', { name: say(key, values), exact: true }),
    async look(name) {
      await settled(page);
      await book.take(page, name, how);
      expect(await accessibilityProblems(page)).toEqual([]);
      expect(await missingWords(page)).toEqual([]);
      expect(await overflowingWidth(page)).toBe(0);
      expect(visitor.complaints().filter((text) => !isRefusal(text))).toEqual([]);
    },
    [Symbol.asyncDispose]: () => visitor[Symbol.asyncDispose](),
  };
}
