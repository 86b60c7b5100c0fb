import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { aboutRoutes, buildOpenApiDocument } from '@shopfleet/contracts';
import type { HubApp } from '@shopfleet/core/edge';
import { renderErrorPage } from './error-page.ts';

const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Shopfleet API</title>
<meta name="color-scheme" content="light dark">
<link rel="stylesheet" href="/api/docs/swagger-ui.css">
<script src="/api/docs/theme.js"></script>
<link rel="icon" href="/api/docs/favicon-32x32.png">
</head>
<body>
<div id="docs"></div>
<script src="/api/docs/swagger-ui-bundle.js"></script>
<script src="/api/docs/start.js"></script>
</body>
</html>
`;
/** Before anything is painted: the theme that the person's system asks for, also when it changes. */
const themeScript = `const dark = matchMedia('(prefers-color-scheme: dark)');
const show = () => document.documentElement.classList.toggle('dark-mode', dark.matches);
dark.addEventListener('change', show);
show();
`;
/** Keys are kept by the page alone and gone with it; no address of the document is sent to a validator elsewhere. */
const startScript = `window.ui = SwaggerUIBundle({
  url: '/api/openapi.json', dom_id: '#docs', deepLinking: true, tryItOutEnabled: true,
  persistAuthorization: false, validatorUrl: null, requestSnippetsEnabled: false, filter: true,
});
`;
const assets: Readonly<Record<string, string>> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
  'favicon-32x32.png': 'image/png',
};

/** The OpenAPI document and a page to try it, all of it from this process. */
export function registerApiDocs(app: HubApp, version: string): void {
  const document: { openapi: string } = JSON.parse(JSON.stringify(buildOpenApiDocument(version)));
  const directory = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  app.openapi(aboutRoutes.openApiDocument, (c) => {
    c.header('Cache-Control', 'no-cache');
    return c.json(document, 200);
  });
  app.openapi(aboutRoutes.docsPage, (c) => c.html(page, 200));
  const errors = renderErrorPage();
  app.get('/docs/errors', (c) => c.html(errors));
  app.openapi(aboutRoutes.docsShort, (c) => c.redirect('/api/docs', 302));
  app.openapi(aboutRoutes.docsSwagger, (c) => c.redirect('/api/docs', 302));
  for (const [name, script] of Object.entries({ 'theme.js': themeScript, 'start.js': startScript })) {
    app.get(`/api/docs/${name}`, (c) => c.body(script, 200, { 'content-type': 'text/javascript; charset=utf-8' }));
  }
  for (const [name, type] of Object.entries(assets)) {
    app.get(`/api/docs/${name}`, async (c) => {
      const bytes = await readFile(join(directory, name));
      return c.body(new Uint8Array(bytes), 200, { 'content-type': type, 'cache-control': 'public, max-age=86400' });
    });
  }
}
