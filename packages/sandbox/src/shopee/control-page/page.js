const kinds = [
  'rate-limited',
  'daily-limit',
  'overloaded',
  'forbidden-html',
  'internal-error',
  'timeout-after-effect',
  'cut-after-effect',
  'cut-before-effect',
  'slow',
  'expired-token',
  'label-not-ready',
  'label-failed',
  'pickup-failed',
  'webhook-duplicate',
  'webhook-lost',
  'webhook-late',
  'webhook-reordered',
  'webhook-to-lost-queue',
];
const nextSteps = {
  UNPAID: [['pay', 'Buyer pays']],
  PENDING: [
    ['release', 'End the checks'],
    ['buyer-cancel', 'Buyer cancels'],
  ],
  READY_TO_SHIP: [['buyer-cancel', 'Buyer cancels']],
  PROCESSED: [
    ['carrier-scan', 'Carrier picks up'],
    ['buyer-cancel', 'Buyer asks to cancel'],
  ],
  SHIPPED: [['carrier-scan', 'Carrier delivers']],
};

const byId = (id) => document.getElementById(id);

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

function orderRow(order, shops) {
  const steps = (nextSteps[order.status] ?? []).map(([path, label]) =>
    make('button', label, { type: 'button', onclick: () => send(path, { id: order.id }) }),
  );
  const shop = shops.find((candidate) => candidate.id === order.shopId);
  return make('tr', [
    make('td', order.id),
    make('td', shop ? `${shop.name} · ${shop.region}` : order.shopId),
    make('td', order.status),
    make('td', String(order.lines.reduce((sum, line) => sum + line.quantity, 0))),
    make('td', steps),
  ]);
}

function shopRow(shop) {
  const state = shop.isAuthorized ? 'connected' : 'not connected';
  const end = make('button', 'Disconnect', { type: 'button', onclick: () => send('deauthorize', { account: shop.id }) });
  return make('li', [`${shop.name} · ${shop.region} · ${state} `, ...(shop.isAuthorized ? [end] : [])]);
}

function faultRow(fault) {
  const often =
    fault.probability === undefined ? `${fault.struck} of ${fault.next ?? 1}` : `${fault.probability * 100} %, ${fault.struck} so far`;
  const off = make('button', 'Off', { type: 'button', onclick: () => send('faults/remove', { id: fault.id }) });
  return make('li', [`${fault.kind} at ${fault.api ?? '*'} · ${often} `, off]);
}

function callRow(call) {
  const cells = [call.at.slice(11, 19), call.api, call.error || 'ok', `${call.tookMs} ms`, call.fault ?? ''];
  return make(
    'tr',
    cells.map((cell) => make('td', cell)),
  );
}

function show(overview) {
  const { shops, counters, scenario } = overview;
  byId('clock').textContent = `Marketplace time ${new Date(overview.nowMs).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
  const tiles = Object.entries(overview.ordersByStatus).map(([status, count]) => make('li', [make('b', String(count)), status]));
  byId('statuses').replaceChildren(...(tiles.length > 0 ? tiles : [make('li', 'No order yet')]));
  // A focused button must not vanish under the keyboard.
  if (!byId('orders').contains(document.activeElement)) {
    byId('orders').replaceChildren(...overview.lastOrders.map((order) => orderRow(order, shops)));
  }
  byId('calls').replaceChildren(...overview.lastCalls.map(callRow));
  if (!byId('faults').contains(document.activeElement)) byId('faults').replaceChildren(...overview.faults.map(faultRow));
  if (!byId('shops').contains(document.activeElement)) byId('shops').replaceChildren(...shops.map(shopRow));
  const numbers = Object.entries(counters).filter(([, value]) => typeof value === 'number');
  byId('counters').replaceChildren(...numbers.flatMap(([name, value]) => [make('dt', name), make('dd', String(value))]));
  byId('scenario').textContent = scenario
    ? `${scenario.kind}: ${scenario.placed} placed, ${scenario.isRunning ? 'running' : 'stopped'}`
    : '';
  if (byId('shop').childElementCount === 0) {
    byId('shop').append(...shops.map((shop) => make('option', `${shop.name} · ${shop.region}`, { value: shop.id })));
  }
}

async function refresh() {
  try {
    show((await (await fetch('/_control/overview')).json()).result);
  } catch {
    byId('clock').textContent = 'The sandbox does not answer.';
  }
}

for (const button of document.querySelectorAll('[data-post]')) {
  button.addEventListener('click', () => {
    const shop = 'withShop' in button.dataset ? { shopId: byId('shop').value } : {};
    return send(button.dataset.post, { ...JSON.parse(button.dataset.body), ...shop });
  });
}
byId('fault').elements.kind.append(...kinds.map((kind) => make('option', kind, { value: kind })));
byId('fault').addEventListener('submit', (event) => {
  event.preventDefault();
  const { kind, api, next, probability } = event.target.elements;
  const often = probability.value === '' ? { next: Number(next.value) } : { probability: Number(probability.value) };
  return send('faults', { kind: kind.value, api: api.value, ...often });
});
await refresh();
setInterval(refresh, 1_000);
