export const byId = (id) => document.getElementById(id);

/** An element with text and children; nothing that comes from the server is ever read as HTML. */
export function make(tag, content, attributes = {}) {
  const element = Object.assign(document.createElement(tag), attributes);
  element.append(...[content].flat());
  return element;
}

const number = (value) => make('td', value.toLocaleString('en'), { className: 'number' });

/** A row of a table; numbers stand to the right. */
export const row = (cells) =>
  make(
    'tr',
    cells.map((cell) => (typeof cell === 'number' ? number(cell) : make('td', cell))),
  );

export const button = (label, onclick) => make('button', label, { type: 'button', onclick });

/** A focused button must not vanish under the keyboard. */
export function replace(id, rows) {
  if (!byId(id).contains(document.activeElement)) byId(id).replaceChildren(...rows);
}

export const read = async (path) => (await (await fetch(`/_control/${path}`)).json()).result;

/** Does something to the world and says below the page why it did not work. */
export async function post(path, body) {
  const response = await fetch(`/_control/${path}`, { method: 'POST', body: JSON.stringify(body) });
  const answer = await response.json();
  byId('message').textContent = answer.ok ? '' : answer.error;
}

export const timeOf = (ms) => new Date(ms).toISOString().slice(0, 19).replace('T', ' ');

/** Faults that are on, the kinds to choose from, and what was counted: the same in every overview. */
export function showTrouble({ faults, faultKinds, counters }, send) {
  replace(
    'faults',
    faults.map((fault) => {
      const often =
        fault.probability === undefined ? `${fault.struck} of ${fault.next ?? 1}` : `${fault.probability * 100} %, ${fault.struck} so far`;
      const where = [fault.api ?? '*', fault.account].filter(Boolean).join(', ');
      return make('li', [`${fault.kind} at ${where} · ${often} `, button('Off', () => send('faults/remove', { id: fault.id }))]);
    }),
  );
  const { kind } = byId('fault').elements;
  if (kind.childElementCount === 0) kind.append(...faultKinds.map((name) => make('option', name, { value: name })));
  const numbers = Object.entries(counters).filter(([, value]) => typeof value === 'number');
  byId('counters').replaceChildren(...numbers.flatMap(([name, value]) => [make('dt', name), make('dd', String(value))]));
}

/** What the form of faults asks for. */
export function faultOf(form) {
  const { kind, api, account, next, probability } = Object.fromEntries(new FormData(form));
  const often = probability === '' ? { next: Number(next) } : { probability: Number(probability) };
  return { kind, api, ...(account ? { account } : {}), ...often };
}

/** What draws the page again, or says that nobody answers. */
export const refresher = (show) => async () => {
  try {
    await show();
  } catch {
    byId('clock').textContent = 'The sandbox does not answer.';
  }
};
