import {
  button,
  byId,
  faultOf,
  make,
  post,
  read,
  refresher,
  replace,
  row,
  showTrouble,
  timeOf,
} from '../../stage/control-page/elements.js';

let search = '';

async function send(path, body) {
  await post(path, body);
  await refresh();
}

function accountRow({ openId, username, displayName, state, scopes, followers, likes, videos }) {
  const isConnected = scopes.length > 0;
  const step = (label, path, body) => button(label, () => send(path, { account: openId, ...body }));
  const steps = [
    ...(state === 'active' ? [step('Post a video', 'post', {})] : []),
    ...(isConnected ? [step('Disconnect', 'remove-authorization', { reason: 1 })] : []),
    ...(state === 'active' ? [step('Ban', 'remove-authorization', { reason: 4 })] : []),
  ];
  const standing = state !== 'active' ? state : isConnected ? `connected (${scopes.length} of 4)` : 'not connected';
  return row([`@${username} · ${displayName}`, standing, followers, likes, videos, steps]);
}

function limitRow({ api, requests, refused, highest, limit }) {
  const most = `${highest.toLocaleString('en')} of ${limit.toLocaleString('en')}`;
  const line = row([api, requests, refused]);
  line.append(make('td', most, { className: 'number' }));
  return line;
}

const refresh = refresher(async () => {
  const query = new URLSearchParams({ limit: '20', search });
  const [overview, accounts] = await Promise.all([read('overview'), read(`accounts?${query}`)]);
  const pace = overview.factor === 1 ? '' : `, ${overview.factor} times as fast`;
  byId('clock').textContent = `Platform time ${timeOf(overview.nowMs)} UTC${pace}`;
  const tiles = [
    [overview.accountCount, 'accounts'],
    [overview.connectedCount, 'connected'],
    [overview.counters.refreshTokenReuses, 'used refresh tokens sent again'],
  ];
  byId('totals').replaceChildren(...tiles.map(([count, word]) => make('li', [make('b', count.toLocaleString('en')), word])));
  replace('accounts', accounts.length > 0 ? accounts.map(accountRow) : [row(['No account'])]);
  byId('limits').replaceChildren(...overview.limits.map(limitRow));
  showTrouble(overview, send);
  byId('calls').replaceChildren(
    ...overview.lastCalls.map((call) =>
      row([call.at.slice(11, 19), call.api, call.account, `${call.status} ${call.code}`, `${call.tookMs} ms`, call.fault ?? '']),
    ),
  );
  byId('webhooks').replaceChildren(
    ...overview.lastWebhooks.map(({ event, outcome, attempts, lastStatus, lastError }) =>
      row([event, outcome, attempts, String(lastStatus ?? lastError ?? '')]),
    ),
  );
});

/** Sends what `bodyOf` makes of a form. */
function onSubmit(id, path, bodyOf) {
  byId(id).addEventListener('submit', (event) => {
    event.preventDefault();
    return send(path, bodyOf(event.target));
  });
}
const numbersOf = (form) => Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, Number(value)]));

for (const element of document.querySelectorAll('[data-post]')) {
  element.addEventListener('click', () => send(element.dataset.post, JSON.parse(element.dataset.body)));
}
onSubmit('create', 'accounts', numbersOf);
onSubmit('pace', 'clock', numbersOf);
onSubmit('limit', 'settings', numbersOf);
onSubmit('fault', 'faults', faultOf);
byId('search').addEventListener('submit', (event) => {
  event.preventDefault();
  search = event.target.elements.search.value.trim();
  return refresh();
});
await refresh();
setInterval(refresh, 1_000);
