import { readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { sendBytes } from '../stage/incoming.ts';

const files: Readonly<Record<string, { readonly name: string; readonly contentType: string }>> = {
  '/': { name: 'control-page/page.html', contentType: 'text/html; charset=utf-8' },
  '/page.css': { name: '../stage/page.css', contentType: 'text/css; charset=utf-8' },
  '/page.js': { name: 'control-page/page.js', contentType: 'text/javascript; charset=utf-8' },
};

export const isControlPage = (path: string): boolean => path in files;

/** The page to steer the sandbox by hand; it uses the control API alone. */
export function controlPage(path: string, response: ServerResponse): void {
  const file = files[path];
  if (!file) throw new RangeError(`no page at ${path}`);
  sendBytes(response, 200, file.contentType, readFileSync(new URL(file.name, import.meta.url)));
}
