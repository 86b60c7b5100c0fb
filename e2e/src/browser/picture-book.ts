import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';

const root = new URL('../../../', import.meta.url).pathname;
const shelf = join(root, 'test-results', 'screenshots');

/** The few that the documentation shows; refreshed with SCREENSHOTS=docs/screenshots. */
const shown = [
  'home-light',
  'orders-light',
  'orders-dark',
  'order-light',
  'queue-light',
  'printers-dark',
  'orders-phone',
  'home-indonesian',
  'content-board-light',
  'content-account-dark',
  'content-link-light',
  'content-outlets-phone',
];

/** Screenshots of one test file, in a folder of their own, with a page that shows them all. */
export class PictureBook {
  readonly #pictures = new Map<string, string[]>();
  readonly #folder: string;

  constructor(title: string) {
    this.#folder = join(shelf, title);
    rmSync(this.#folder, { recursive: true, force: true });
    mkdirSync(this.#folder, { recursive: true });
  }

  /** One picture of a screen; `look` is how it was looked at, such as "dark". */
  async take(page: Page, screen: string, look: string): Promise<void> {
    const file = `${screen}-${look}.png`;
    await page.screenshot({ path: join(this.#folder, file), animations: 'disabled', caret: 'hide' });
    this.#pictures.set(screen, [...(this.#pictures.get(screen) ?? []), file]);
  }

  /** Writes the page that shows all, and small copies for the documentation when this run was asked for them. */
  async bind(): Promise<void> {
    const chapters = [...this.#pictures].map(
      ([screen, files]) =>
        `<section><h2>${screen}</h2>${files.map((file) => `<a href="${file}"><img src="${file}" alt="${file}" loading="lazy"></a>`).join('')}</section>`,
    );
    writeFileSync(join(this.#folder, 'index.html'), page(chapters.join('\n')));
    const copies = process.env.SCREENSHOTS;
    if (copies !== undefined) await this.#copyShown(join(root, copies));
  }

  async #copyShown(target: string): Promise<void> {
    mkdirSync(target, { recursive: true });
    const taken = new Set([...this.#pictures.values()].flat());
    for (const name of shown.filter((one) => taken.has(`${one}.png`))) {
      await sharp(join(this.#folder, `${name}.png`))
        .webp({ quality: 82 })
        .toFile(join(target, `${name}.webp`));
    }
  }
}

const page = (content: string): string => `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Every screen of this run</title>
<style>body{font:16px system-ui;margin:2rem;background:#e9e9ec}img{height:26rem;margin:0 1rem 1rem 0;border:1px solid #999}h2{margin:1rem 0 .5rem}</style>
<h1>Every screen of this run</h1>
${content}
</html>
`;
