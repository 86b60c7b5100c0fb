const kinds = [
  'internal-error',
  'html-error',
  'html-error-after-effect',
  'empty-error',
  'rate-limited',
  'invalid-token',
  'scope-missed',
  'timeout-before-effect',
  'timeout-after-effect',
  'cut-before-effect',
  'cut-after-effect',
  'slow',
  'webhook-duplicate',
  'webhook-lost',
  'webhook-late',
  'webhook-reordered',
];

const byId = (id) => document.getElementById(id);
let search = '';

/** An element with text and children; nothing that comes from the server is ever read as HTML. */
function make(tag, content, attributes = {}) {
  const element = Object.assign(document.createElement(tag), attributes);
  element.append(...[content].flat());
  return element;
}

async function send(path, body) {
  const response = await fetch(`/_control/${path}`, { method: 'POST', body: JSON.stringify(body) });
  const answer = await response.json();
  byId('message').textContent = answer.ok ? '' : answer.error;
  await refresh();
}

const button = (label, path, body) => make('button', label, { type: 'button', onclick: () => send(path, body) });
const number = (value) => make('td', value.toLocaleString('en'), { className: 'number' });

function accountRow({ openId, username, displayName, state, scopes, followers, likes, videos }) {
  const isConnected = scopes.length > 0;
  const steps = [
    ...(state === 'active' ? [button('Post a video', 'post', { account: openId })] : []),
    ...(isConnected ? [button('Disconnect', 'remove-authorization', { account: openId, reason: 1 })] : []),
    ...(state === 'active' ? [button('Ban', 'remove-authorization', { account: openId, reason: 4 })] : []),
  ];
  return make('tr', [
    make('td', `@${username} · ${displayName}`),
    make('td', state !== 'active' ? state : isConnected ? `connected (${scopes.length} of 4)` : 'not connected'),
    number(followers),
    number(likes),
    number(videos),
    make('td', steps),
  ]);
}

function faultRow(fault) {
  const often =
    fault.probability === undefined ? `${fault.struck} of ${fault.next ?? 1}` : `${fault.probability * 100} %, ${fault.struck} so far`;
  const where = [fault.api ?? '*', fault.account].filter(Boolean).join(', ');
  return make('li', [`${fault.kind} at ${where} · ${often} `, button('Off', 'faults/remove', { id: fault.id })]);
}

const row = (cells) =>
  make(
    'tr',
    cells.map((cell) => (typeof cell === 'number' ? number(cell) : make('td', cell))),
  );

/** A focused button must not vanish under the keyboard. */
function replace(id, rows) {
  if (!byId(id).contains(document.activeElement)) byId(id).replaceChildren(...rows);
}

function show(overview, accounts) {
  const pace = overview.factor === 1 ? '' : `, ${overview.factor} times as fast`;
  byId('clock').textContent = `Platform time ${new Date(overview.nowMs).toISOString().slice(0, 19).replace('T', ' ')} UTC${pace}`;
  const tiles = [
    [overview.accountCount, 'accounts'],
    [overview.connectedCount, 'connected'],
    [overview.counters.refreshTokenReuses, 'used refresh tokens sent again'],
  ];
  byId('totals').replaceChildren(...tiles.map(([count, word]) => make('li', [make('b', count.toLocaleString('en')), word])));
  replace('accounts', accounts.length > 0 ? accounts.map(accountRow) : [row(['No account'])]);
  byId('limits').replaceChildren(
    ...overview.limits.map(({ api, requests, refused, highest, limit }) =>
      make('tr', [
        make('td', api),
        number(requests),
        number(refused),
        make('td', `${highest.toLocaleString('en')} of ${limit.toLocaleString('en')}`, { className: 'number' }),
      ]),
    ),
  );
  replace('faults', overview.faults.map(faultRow));
  const numbers = Object.entries(overview.counters).filter(([, value]) => typeof value === 'number');
  byId('counters').replaceChildren(...numbers.flatMap(([name, value]) => [make('dt', name), make('dd', String(value))]));
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
}

const read = async (path) => (await (await fetch(`/_control/${path}`)).json()).result;

async function refresh() {
  try {
    const query = new URLSearchParams({ limit: '20', search });
    show(...(await Promise.all([read('overview'), read(`accounts?${query}`)])));
  } catch {
    byId('clock').textContent = 'The sandbox does not answer.';
  }
}

/** Sends the form's fields as numbers, or whatever `bodyOf` makes of them. */
function onSubmit(id, path, bodyOf) {
  byId(id).addEventListener('submit', (event) => {
    event.preventDefault();
    return send(path, bodyOf(Object.fromEntries(new FormData(event.target))));
  });
}
const numbersOf = (fields) => Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, Number(value)]));

for (const element of document.querySelectorAll('[data-post]')) {
  element.addEventListener('click', () => send(element.dataset.post, JSON.parse(element.dataset.body)));
}
byId('fault').elements.kind.append(...kinds.map((kind) => make('option', kind, { value: kind })));
onSubmit('create', 'accounts', numbersOf);
onSubmit('pace', 'clock', numbersOf);
onSubmit('limit', 'settings', numbersOf);
onSubmit('fault', 'faults', ({ kind, api, account, next, probability }) => ({
  kind,
  api,
  ...(account === '' ? {} : { account }),
  ...(probability === '' ? { next: Number(next) } : { probability: Number(probability) }),
}));
byId('search').addEventListener('submit', (event) => {
  event.preventDefault();
  search = event.target.elements.search.value.trim();
  return refresh();
});
await refresh();
setInterval(refresh, 1_000);
