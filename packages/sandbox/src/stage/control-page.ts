import { readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { escapeHtml, sendBytes } from './incoming.ts';

/** What the page of a marketplace says in its own words. */
export interface PageWords {
  readonly title: string;
  /** Buttons that let a buyer order: their words, and the body of `POST orders`. */
  readonly orders: Readonly<Record<string, object>>;
  /** What a fault strikes, as a label. */
  readonly faultsAt: string;
  /** Heads of two columns of the last calls: what was called, and how it was answered. */
  readonly call: string;
  readonly answer: string;
}

export interface ControlPage {
  isPath(path: string): boolean;
  send(path: string, response: ServerResponse): void;
}

const script = 'text/javascript; charset=utf-8';

/**
 * The page to steer a sandbox by hand; it uses the control API alone. `folder` holds its `page.js`, and its `page.html` when it has no
 * words of a marketplace. Paths are laid out as the files are, so that a script finds what it imports.
 */
export function controlPage(folder: URL, words?: PageWords): ControlPage {
  const files: Readonly<Record<string, { readonly file: URL; readonly contentType: string }>> = {
    '/': {
      file: new URL('page.html', words ? new URL('control-page/', import.meta.url) : folder),
      contentType: 'text/html; charset=utf-8',
    },
    '/page.css': { file: new URL('page.css', import.meta.url), contentType: 'text/css; charset=utf-8' },
    '/page.js': { file: new URL('page.js', folder), contentType: script },
    '/stage/control-page/elements.js': { file: new URL('control-page/elements.js', import.meta.url), contentType: script },
    '/stage/control-page/marketplace.js': { file: new URL('control-page/marketplace.js', import.meta.url), contentType: script },
  };
  return {
    isPath: (path) => Object.hasOwn(files, path),
    send(path, response) {
      const found = files[path];
      if (!found) throw new RangeError(`no page at ${path}`);
      const bytes = readFileSync(found.file);
      const isTemplate = path === '/' && words !== undefined;
      sendBytes(response, 200, found.contentType, isTemplate ? Buffer.from(filled(bytes.toString('utf8'), words)) : bytes);
    },
  };
}

function filled(template: string, words: PageWords): string {
  const buttons = Object.entries(words.orders).map(
    ([label, body]) =>
      `<button type="button" data-post="orders" data-body="${escapeHtml(JSON.stringify(body))}" data-with-shop>${escapeHtml(label)}</button>`,
  );
  const values: Readonly<Record<string, string>> = {
    title: escapeHtml(words.title),
    faultsAt: escapeHtml(words.faultsAt),
    call: escapeHtml(words.call),
    answer: escapeHtml(words.answer),
    orders: buttons.join('\n      '),
  };
  return template.replaceAll(/\{\{(\w+)\}\}/g, (_whole, name: string) => values[name] ?? '');
}
