export type PageLanguage = 'en' | 'id';

/** The language that the browser prefers, of those that the hub speaks. */
export function pageLanguage(acceptLanguage: string | undefined): PageLanguage {
  const first = (acceptLanguage ?? '').split(',')[0]?.trim().toLowerCase() ?? '';
  return first === 'id' || first.startsWith('id-') || first === 'in' ? 'id' : 'en';
}

/** A page of one box for somebody who may never have seen the hub: phone first, light or dark, loads nothing, runs nothing. */
export function smallPage(page: {
  language: PageLanguage;
  title: string;
  mood: 'good' | 'bad' | 'plain';
  /** Must be escaped. */
  body: string;
}): string {
  const { language, title, mood, body } = page;
  const mark = mood === 'plain' ? '' : `<p class="${mood}" aria-hidden="true">${mood === 'good' ? '✓' : '!'}</p>`;
  return `<!doctype html><html lang="${language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex,nofollow"><title>${escapeHtml(title)} · Shopfleet</title><style>${style}</style>
<main>${mark}<h1>${escapeHtml(title)}</h1>${body}</main></html>`;
}

export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');
}

const style =
  ':root{color-scheme:light dark}body{margin:0;min-height:100vh;display:grid;place-items:center;font:17px/1.5 system-ui,sans-serif;background:#f6f6f4;color:#1b1b1a}' +
  'main{width:min(30rem,88vw);padding:2rem;box-sizing:border-box;border-radius:14px;background:#fff;box-shadow:0 1px 3px #0003;overflow-wrap:anywhere}h1{margin:.5rem 0;font-size:1.4rem;line-height:1.3}' +
  'p.good,p.bad{margin:0;font-size:2rem;line-height:1}.good{color:#15693b}.bad{color:#a12d1c}small{color:#55534e}a{display:inline-block;margin-top:1rem;color:#0b57c2}' +
  'a.button{display:block;padding:.9rem 1rem;border-radius:10px;background:#0b57c2;color:#fff;font-weight:600;text-align:center;text-decoration:none}a.button:focus-visible{outline:3px solid #1b1b1a;outline-offset:2px}' +
  '@media(prefers-color-scheme:dark){body{background:#171716;color:#ececea}main{background:#232322}.good{color:#69c893}.bad{color:#f0917f}small{color:#b5b3ac}a{color:#8ab8ff}' +
  'a.button{background:#8ab8ff;color:#10233f}a.button:focus-visible{outline-color:#ececea}}';
