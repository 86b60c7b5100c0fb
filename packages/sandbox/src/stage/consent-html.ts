import { escapeHtml } from './incoming.ts';

const style = `body{font:16px/1.5 system-ui,sans-serif;background:#f3f4f6;color:#111;display:grid;place-items:center;min-height:100vh;margin:0}
main{background:#fff;padding:2rem;border-radius:12px;box-shadow:0 1px 4px #0002;width:min(28rem,90vw);box-sizing:border-box}
h1{font-size:1.25rem;margin:0 0 .5rem}label{display:flex;gap:.75rem;align-items:center;border:1px solid #d1d5db;border-radius:8px;padding:.6rem .8rem;margin:.5rem 0}
small{display:block;color:#4b5563}footer{display:flex;gap:.75rem;margin-top:1.25rem}button,select{font:inherit}button{flex:1;padding:.65rem;border-radius:8px;border:1px solid #111;background:#fff;cursor:pointer}
button[value=accept]{background:#111;color:#fff}@media(prefers-color-scheme:dark){body{background:#111;color:#eee}main{background:#1f2937}label{border-color:#4b5563}small{color:#cbd5e1}button{background:#1f2937;color:#eee;border-color:#eee}button[value=accept]{background:#eee;color:#111}}`;

/** One account to choose; the text is escaped here. */
interface ConsentChoice {
  readonly id: string;
  readonly name: string;
  readonly detail: string;
}

/** A radio button for each account, the first one chosen. */
export const consentChoices = (field: string, choices: readonly ConsentChoice[]): string =>
  choices
    .map(({ id, name, detail }, index) => {
      const label = `${escapeHtml(name)}<small>${escapeHtml(detail)}</small>`;
      return `<label><input type="radio" name="${field}" value="${escapeHtml(id)}"${index === 0 ? ' checked' : ''}> <span>${label}</span></label>`;
    })
    .join('');

/** The query's parameters that a form must send on, as hidden fields. */
export const hiddenFields = (query: ReadonlyMap<string, string>, names: readonly string[]): string =>
  names
    .flatMap((name) => (query.has(name) ? [`<input type="hidden" name="${name}" value="${escapeHtml(query.get(name) ?? '')}">`] : []))
    .join('');

/** The two answers of a consent page, in the platform's words. */
export const consentButtons = (refuse: string, accept: string): string =>
  `<footer><button name="decision" value="refuse">${refuse}</button><button name="decision" value="accept">${accept}</button></footer>`;

/** A whole page where a seller lets an application in. `title` is the window's, `heading` the page's own; `content` is HTML. */
export const consentPage = (title: string, heading: string, content: string): string =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><style>
${style}
</style><main><h1>${heading}</h1>${content}</main></html>`;
