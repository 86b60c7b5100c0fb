import type { Asked } from './asked.ts';
import { escapeHtml } from './incoming.ts';
import { grantedScopes } from './tokens.ts';
import type { World } from './world.ts';

const shownAccounts = 60;

const meanings: Readonly<Record<string, string>> = {
  'user.info.basic': 'Read your name and picture',
  'user.info.profile': 'Read your profile: user name, description, whether you are verified',
  'user.info.stats': 'Read your counts of followers, likes and videos',
  'video.list': 'Read your public videos with their counts',
};

/** One tick box for each scope, who logs in, and the two buttons. */
export function consentHtml(world: World, asked: Asked, loggedIn: string | undefined): string {
  const boxes = asked.scopes.map(
    (scope) =>
      `<label class="box"><input type="checkbox" name="scope" value="${escapeHtml(scope)}" checked><span>${escapeHtml(meanings[scope] ?? scope)}<small>${escapeHtml(scope)}</small></span></label>`,
  );
  return page(
    'Log in with TikTok',
    `<main><form method="post"><h1>Let this app read your TikTok account?</h1><p>This is the sandbox of TikTok: choose who you are.</p>
<label for="account">Account</label><select id="account" name="account">${options(world, asked, loggedIn)}</select>
<label for="new_username">or a new account with the user name</label>
<input id="new_username" name="new_username" maxlength="24" pattern="[a-z0-9._]{2,24}" autocomplete="off" autocapitalize="none" spellcheck="false">
<input type="hidden" name="boxes" value="1"><fieldset><legend>The app may</legend>${boxes.join('')}</fieldset>
<footer><button name="decision" value="deny">Deny</button><button name="decision" value="allow" class="main">Allow</button></footer></form></main>`,
  );
}

function options(world: World, asked: Asked, loggedIn: string | undefined): string {
  const chosen = [asked.hint, loggedIn].find((reference) => reference !== undefined && reference !== '');
  const listed: { id: string; username: string; label: string }[] = [];
  for (const { id, username, displayName, state } of world.accounts.all()) {
    if (state !== 'active') continue;
    const isChosen = id === chosen || username === chosen;
    if (listed.length >= shownAccounts && !isChosen) continue;
    const note = grantedScopes(world, id) === undefined ? '' : ' (connected)';
    listed.push({ id, username, label: `@${username} · ${displayName}${note}` });
    if (listed.length >= shownAccounts && chosen === undefined) break;
  }
  // Whoever is not connected yet is the likelier choice.
  const first =
    listed.find(({ id, username }) => id === chosen || username === chosen) ?? listed.find(({ label }) => !label.endsWith('(connected)'));
  const rows = listed.map(
    ({ id, label }) => `<option value="${escapeHtml(id)}"${id === first?.id ? ' selected' : ''}>${escapeHtml(label)}</option>`,
  );
  rows.push(`<option value="new"${first ? '' : ' selected'}>A new account</option>`);
  return rows.join('');
}

/** The platform's own error page: it names the bad parameter and leads nowhere. */
export function errorHtml({ parameter, message }: { readonly parameter: string; readonly message: string }): string {
  return page(
    'Something went wrong',
    `<main><h1>Something went wrong</h1><p>We couldn’t log in with TikTok. This may be due to specific app settings.</p>
<p>If you’re a developer, correct the following and try again:</p><ul><li><code>${escapeHtml(parameter)}</code>: ${escapeHtml(message)}</li></ul></main>`,
  );
}

function page(title: string, content: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title} · TikTok sandbox</title><link rel="icon" href="data:,"><style>
:root{color-scheme:light dark;--ground:light-dark(#f4f5f7,#14161a);--card:light-dark(#fff,#1d2026);--line:light-dark(#c6cbd3,#4a515d);--quiet:light-dark(#545b66,#a9b1bd);--accent:light-dark(#0b57d0,#8ab4f8)}
*{box-sizing:border-box}body{font:16px/1.5 system-ui,sans-serif;background:var(--ground);display:grid;place-items:center;min-height:100vh;margin:0;padding:1rem}
main{background:var(--card);padding:1.75rem;border-radius:12px;border:1px solid var(--line);width:min(28rem,100%)}
h1{font-size:1.25rem;margin:0 0 .5rem}p{margin:.5rem 0;color:var(--quiet)}label{display:block;margin-top:.9rem}select,input:not([type=checkbox]){font:inherit;width:100%;padding:.5rem;border:1px solid var(--line);border-radius:8px;background:var(--ground);color:inherit}
fieldset{border:0;padding:0;margin:1.1rem 0 0}legend{padding:0}.box{display:flex;gap:.75rem;align-items:start;border:1px solid var(--line);border-radius:8px;padding:.55rem .75rem;margin-top:.5rem}.box input{flex:none;width:1.1rem;height:1.1rem;margin:.2rem 0}
small{display:block;color:var(--quiet)}footer{display:flex;gap:.75rem;margin-top:1.25rem}button{flex:1;font:inherit;min-height:2.75rem;border-radius:8px;border:1px solid CanvasText;background:transparent;color:inherit;cursor:pointer}button.main{background:CanvasText;color:Canvas}:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
</style></head><body>${content}</body></html>`;
}
