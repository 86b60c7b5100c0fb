import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ErrorCode, errorCatalogue } from '@shopfleet/kernel';

const source = join(import.meta.dirname, '..', '..', '..', '..', 'docs', 'reference', 'errors.md');

/** Where a problem of this code is explained; the `type` of RFC 9457. */
export function problemType(code: ErrorCode): string {
  return `/docs/errors#${code.toLowerCase()}`;
}

/** docs/reference/errors.md as one plain page, with an anchor for each code. */
export function renderErrorPage(markdown: string = readFileSync(source, 'utf8')): string {
  const [head = '', ...sections] = markdown.split(/^## /m);
  const introduction = head.replace(/^# .*$/m, '');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Shopfleet errors</title>
<style>
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 44rem; margin: 2rem auto; padding: 0 1rem; }
h2 { font: 600 1rem/1.5 ui-monospace, monospace; margin: 2rem 0 0; }
section:target { outline: 2px solid; outline-offset: 0.5rem; }
</style>
</head>
<body>
<h1>Errors</h1>
${paragraphs(introduction)}
${sections.map(renderSection).join('\n')}
</body>
</html>
`;
}

function renderSection(section: string): string {
  const [heading = '', ...lines] = section.split('\n');
  const code = heading.split(' ')[0] ?? '';
  const title = Object.entries(errorCatalogue).find(([known]) => known === code)?.[1].title ?? '';
  return `<section id="${escapeHtml(code.toLowerCase())}">
<h2>${escapeHtml(heading)}</h2>
<p><em>${escapeHtml(title)}</em></p>
${paragraphs(lines.join('\n'))}
</section>`;
}

/** The little of Markdown that the page uses: paragraphs and `code`. */
function paragraphs(text: string): string {
  return text
    .split(/\n{2,}/)
    .map((block) => block.trim())
    .filter(Boolean)
    .map((block) => `<p>${escapeHtml(block).replace(/`([^`]+)`/g, '<code>$1</code>')}</p>`)
    .join('\n');
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escapeHtml = (text: string): string => text.replace(/[&<>"]/g, (character) => entities[character] ?? character);
