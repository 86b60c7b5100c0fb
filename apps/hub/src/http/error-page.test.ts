import { expect, test } from 'vitest';
import { renderErrorPage } from './error-page.ts';

test('markup in the text of the page stays text, and code is set as code', () => {
  const page = renderErrorPage('# Errors\n\nSend `{ "a": 1 }`.\n\n## NOT_FOUND (404)\n\n<script>alert(1)</script> & more\n');
  expect(page).toContain('<code>{ &quot;a&quot;: 1 }</code>');
  expect(page).toContain('<section id="not_found">');
  expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &amp; more');
  expect(page).not.toContain('<script>');
});
