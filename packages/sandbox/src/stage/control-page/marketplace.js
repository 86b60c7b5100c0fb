import { button, byId, faultOf, make, post, read, refresher, replace, row, showTrouble, timeOf } from './elements.js';

/**
 * Brings the page of a marketplace to life. `nextSteps` names what may happen to an order in a state: `[path, label, more?]`; the functions
 * say where a marketplace keeps what is shown.
 */
export async function openPage({ nextSteps, shopIdOf, unitsOf, regionOf, disconnect, answerOf }) {
  const send = async (path, body) => {
    await post(path, body);
    await refresh();
  };
  const nameOf = (shop) => `${shop.name} · ${regionOf(shop)}`;

  function orderRow(order, shops) {
    const steps = (nextSteps[order.status] ?? []).map(([path, label, more]) => button(label, () => send(path, { id: order.id, ...more })));
    const shop = shops.find(({ id }) => id === shopIdOf(order));
    return row([order.id, shop ? nameOf(shop) : shopIdOf(order), order.status, String(unitsOf(order)), steps]);
  }

  function shopRow(shop) {
    const [path, body] = disconnect(shop);
    const end = shop.isAuthorized ? [button('Disconnect', () => send(path, body))] : [];
    return make('li', [`${nameOf(shop)} · ${shop.isAuthorized ? 'connected' : 'not connected'} `, ...end]);
  }

  const refresh = refresher(async () => {
    const overview = await read('overview');
    const { shops, scenario } = overview;
    byId('clock').textContent = `Marketplace time ${timeOf(overview.nowMs)} UTC`;
    const tiles = Object.entries(overview.ordersByStatus).map(([status, count]) => make('li', [make('b', String(count)), status]));
    byId('statuses').replaceChildren(...(tiles.length > 0 ? tiles : [make('li', 'No order yet')]));
    replace(
      'orders',
      overview.lastOrders.map((order) => orderRow(order, shops)),
    );
    const calls = overview.lastCalls.map((call) =>
      row([call.at.slice(11, 19), call.api, answerOf(call), `${call.tookMs} ms`, call.fault ?? '']),
    );
    byId('calls').replaceChildren(...calls);
    replace('shops', shops.map(shopRow));
    showTrouble(overview, send);
    byId('scenario').textContent = scenario
      ? `${scenario.kind}: ${scenario.placed} placed, ${scenario.isRunning ? 'running' : 'stopped'}`
      : '';
    if (byId('shop').childElementCount === 0) byId('shop').append(...shops.map((shop) => make('option', nameOf(shop), { value: shop.id })));
  });

  for (const element of document.querySelectorAll('[data-post]')) {
    element.addEventListener('click', () => {
      const shop = 'withShop' in element.dataset ? { shopId: byId('shop').value } : {};
      return send(element.dataset.post, { ...JSON.parse(element.dataset.body), ...shop });
    });
  }
  byId('fault').addEventListener('submit', (event) => {
    event.preventDefault();
    return send('faults', faultOf(event.target));
  });
  await refresh();
  setInterval(refresh, 1_000);
}
