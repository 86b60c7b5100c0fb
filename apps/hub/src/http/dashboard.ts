import { readFile, stat } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { aboutRoutes } from '@shopfleet/contracts';
import type { HubApp } from '@shopfleet/core/edge';
import type { Context } from 'hono';
import { accepts } from 'hono/accepts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.map': 'application/json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
};
const forProgram = /^\/(api|admin|connect|auth|health|ready|metrics|agent)(\/|$)/;
const notBuilt = `<!doctype html><meta charset="utf-8"><title>Shopfleet</title>
<p>The hub is running. Its screens are not built yet: run <code>npm start</code>, or see the API at <a href="/api/docs">/api/docs</a>.</p>`;

/** Serves the built dashboard: its files as they are, and its page for every other address that a person may open. */
export function registerDashboard(app: HubApp, options: { directory: string; version: string }): void {
  app.openapi(aboutRoutes.about, async (c) => {
    // Browsers name text/html; a program that takes anything wants to be told where things are.
    const wanted = accepts(c, { header: 'Accept', supports: ['application/json', 'text/html'], default: 'application/json' });
    c.header('Vary', 'Accept');
    return wanted === 'text/html' ? sendPage(c, options.directory) : c.json(aboutHub(options.version), 200);
  });
  app.get('*', async (c, next) => {
    if (forProgram.test(c.req.path)) return next();
    return (await sendFile(c, options.directory)) ?? (extname(c.req.path) === '' ? sendPage(c, options.directory) : next());
  });
}

const aboutHub = (version: string) => ({
  name: 'Shopfleet',
  version,
  documentation: '/api/docs',
  endpoints: {
    api: '/api/v1',
    openapi: '/api/openapi.json',
    health: '/health',
    ready: '/ready',
    metrics: '/metrics',
    events: '/api/v1/events',
    stores: '/admin/stores',
    syncRun: '/admin/sync/run',
    syncStatus: '/admin/sync/status',
    syncLogs: '/admin/sync/logs',
    connect: '/connect/tiktok',
    authUrl: '/auth/url',
  },
});

async function sendFile(c: Context, directory: string): Promise<Response | undefined> {
  const path = normalize(join(directory, c.req.path));
  if (!path.startsWith(directory + sep) || path.includes('\0')) return undefined;
  const bytes = await readIfFile(path);
  if (!bytes) return undefined;
  const isHashed = /^\/assets\/.+-[\w-]{8,}\./.test(c.req.path);
  const cacheControl = isHashed ? 'public, max-age=31536000, immutable' : 'no-cache';
  const type = types[extname(path)] ?? 'application/octet-stream';
  return c.body(new Uint8Array(bytes), 200, { 'content-type': type, 'cache-control': cacheControl });
}

async function readIfFile(path: string): Promise<Buffer | undefined> {
  try {
    return (await stat(path)).isFile() ? await readFile(path) : undefined;
  } catch (error) {
    if (error instanceof Error && 'code' in error && ['ENOENT', 'ENOTDIR', 'ENAMETOOLONG'].includes(String(error.code))) return undefined;
    throw error;
  }
}

async function sendPage(c: Context, directory: string) {
  const page = await readIfFile(join(directory, 'index.html'));
  c.header('Cache-Control', 'no-cache');
  return c.html(page?.toString('utf8') ?? notBuilt, 200);
}
