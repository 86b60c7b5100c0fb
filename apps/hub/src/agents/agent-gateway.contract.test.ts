import { approvePairing, createPairingCode } from '@shopfleet/core/printing';
import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { revokeAgent } from '../../../../packages/core/src/printing/agents/change-agents.ts';
import { cancelPrintJob, changePrintJob } from '../../../../packages/core/src/printing/queue/change-print-job.ts';
import { createPrintWorld, type PrintWorld } from '../../../../packages/core/src/printing/test/print-world.ts';
import { serveAgents } from './test/gateway-server.ts';
import { ProtocolAgent } from './test/protocol-agent.ts';

let world: PrintWorld;
let hub: Awaited<ReturnType<typeof serveAgents>>;
const agents: ProtocolAgent[] = [];
beforeAll(async () => {
  world = await createPrintWorld();
  hub = await serveAgents(world.deps);
});
afterEach(() => {
  for (const agent of agents.splice(0)) agent.stop();
});
afterAll(async () => {
  await hub.stop();
  await world[Symbol.asyncDispose]();
});

async function bench(origin = hub.origin) {
  const { agent: ref, token } = await world.addAgent();
  const printerId = await world.addPrinter(ref);
  const agent = new ProtocolAgent(origin, token);
  agents.push(agent);
  return { agent, ref, token, printerId };
}
const soon = <T>(look: () => T | Promise<T>) => vi.waitFor(look, { timeout: 30_000, interval: 10 });
const stateOf = async (id: string) => (await world.job(id)).state;

test('a waiting job is printed as soon as its agent connects, and the next one as soon as it is asked for', async () => {
  const { agent, printerId } = await bench();
  const first = await world.queue(printerId);
  agent.start();
  await soon(async () => expect(await stateOf(first.id)).toBe('confirmed'));
  const second = await world.queue(printerId);
  await soon(async () => expect(await stateOf(second.id)).toBe('confirmed'));
  expect([...agent.printed.values()]).toEqual([1, 1]);
});

test('more jobs than a printer may hold are all printed, each once, by whichever process holds the socket', async () => {
  const other = await serveAgents(world.deps);
  try {
    const { agent, printerId } = await bench(other.origin);
    agent.start();
    const jobs = [];
    for (let n = 0; n < 12; n++) jobs.push(await world.queue(printerId));
    for (const { id } of jobs) await soon(async () => expect(await stateOf(id)).toBe('confirmed'));
    expect([...agent.printed.values()]).toEqual(jobs.map(() => 1));
  } finally {
    await other.stop();
  }
});

test('a job that is cancelled before its receipt is dropped; one that the agent holds is cancelled by the agent', async () => {
  const { agent, printerId } = await bench();
  agent.isPrinting = false;
  agent.start();
  const job = await world.queue(printerId);
  await soon(async () => expect(await stateOf(job.id)).toBe('received'));
  await world.deps.db.asTenant(world.tenantId, (tx) => cancelPrintJob(tx, world.deps, job.id));
  const asked = await soon(() => {
    const cancel = agent.heard.find((message) => message.type === 'cancel');
    if (cancel?.type !== 'cancel') throw new Error('not yet');
    return cancel;
  });
  expect(await stateOf(job.id)).toBe('received');
  agent.status(asked, { state: 'cancelled' });
  await soon(async () => expect(await stateOf(job.id)).toBe('cancelled'));
});

test('what an agent says behind a word that could not be stored is not stored either: it says all of it again', async () => {
  let failures = 0;
  const db = new Proxy(world.deps.db, {
    get: (target, name) =>
      name === 'asTenant' && failures-- > 0 ? () => Promise.reject(new Error('the database is away')) : Reflect.get(target, name),
  });
  const frail = await serveAgents({ ...world.deps, db });
  try {
    const { agent, printerId } = await bench(frail.origin);
    agent.isPrinting = false;
    agent.start();
    const [first, second] = [await world.queue(printerId), await world.queue(printerId)];
    for (const { id } of [first, second]) await soon(async () => expect(await stateOf(id)).toBe('received'));
    failures = 1;
    agent.status({ printJobId: first.id, fence: 1 }, { state: 'confirmed' });
    agent.status({ printJobId: second.id, fence: 1 }, { state: 'sending' });
    await soon(async () => expect([await stateOf(first.id), await stateOf(second.id)]).toEqual(['confirmed', 'sending']));
    expect(agent.closings).toEqual([1011]);
  } finally {
    await frail.stop();
  }
});

test('a paused job waits; resumed, it is offered at once', async () => {
  const { agent, printerId } = await bench();
  const job = await world.queue(printerId);
  const change = (isPaused: boolean) =>
    world.deps.db.asTenant(world.tenantId, (tx) => changePrintJob(tx, world.deps, job.id, { isPaused }));
  await change(true);
  agent.start();
  await soon(() => expect(agent.heard.some(({ type }) => type === 'welcome')).toBe(true));
  expect(await stateOf(job.id)).toBe('queued');
  await change(false);
  await soon(async () => expect(await stateOf(job.id)).toBe('confirmed'));
});

test('unpairing closes the socket at once, ends the token, and leaves no job in the dark', async () => {
  const { agent, ref, token, printerId } = await bench();
  agent.isPrinting = false;
  agent.start();
  const job = await world.queue(printerId);
  await soon(async () => expect(await stateOf(job.id)).toBe('received'));
  agent.stayAway();
  const actor = { kind: 'user', id: 'usr_1' } as const;
  await world.deps.db.asTenant(world.tenantId, (tx) =>
    revokeAgent(tx, world.deps, { tenantId: world.tenantId, agentId: ref.agentId, actor }),
  );
  await soon(() => expect(agent.closings).toEqual([4401]));
  expect(await stateOf(job.id)).toBe('unknown');
  const answer = await fetch(`${hub.origin}/agent/documents/${world.document}`, { headers: { authorization: `Bearer ${token}` } });
  expect(answer.status).toBe(401);
});

test('a document is handed only to the agent that was offered it, whole or in part', async () => {
  const { agent, printerId, token } = await bench();
  const { token: stranger } = await bench();
  agent.isPrinting = false;
  agent.start();
  const job = await world.queue(printerId);
  await soon(async () => expect(await stateOf(job.id)).toBe('received'));
  const get = (as: string, headers = {}) =>
    fetch(`${hub.origin}/agent/documents/${world.document}`, { headers: { authorization: `Bearer ${as}`, ...headers } });
  expect((await get(stranger)).status).toBe(404);
  const whole = Buffer.from(await (await get(token)).arrayBuffer());
  const part = await get(token, { range: 'bytes=10-19' });
  expect(part.status).toBe(206);
  expect(Buffer.from(await part.arrayBuffer()).equals(whole.subarray(10, 20))).toBe(true);
  expect((await get(token, { range: `bytes=${whole.length}-` })).status).toBe(416);
  agent.say({ type: 'status', printJobId: job.id, fence: 1, seq: 1, state: 'cancelled', atMs: 0, detail: '', isSafeToRetry: false });
  await soon(async () => expect((await get(token)).status).toBe(404));
});

test('nonsense on the socket closes it; a wrong token never opens it', async () => {
  const { agent } = await bench();
  agent.start();
  await soon(() => expect(agent.heard.some(({ type }) => type === 'welcome')).toBe(true));
  agent.stayAway();
  agent.say({ type: 'nonsense' } as never);
  await soon(() => expect(agent.closings).toEqual([1008]));
  const stranger = new ProtocolAgent(hub.origin, `sfa_${'x'.repeat(43)}`);
  stranger.stayAway();
  agents.push(stranger);
  stranger.start();
  expect(stranger.heard).toEqual([]);
});

const post = async (path: string, body: unknown) => {
  const answer = await fetch(`${hub.origin}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
};
const self = { name: 'Packing table', hostName: 'pc-1', agentVersion: '0.1' };

test('an agent is paired with a code of the dashboard, once', async () => {
  const { code } = await createPairingCode(world.deps, world.tenantId);
  const first = await post('/agent/pairing/claim', { code: code.toLowerCase(), ...self });
  expect(first).toMatchObject({ status: 200, body: { status: 'paired' } });
  expect(await post('/agent/pairing/claim', { code, ...self })).toMatchObject({ status: 400, body: { code: 'PAIRING_CODE_EXPIRED' } });
  const agent = new ProtocolAgent(hub.origin, String(first.body.token));
  agents.push(agent);
  agent.start();
  await soon(() => expect(agent.heard[0]).toMatchObject({ type: 'welcome', agentName: 'Packing table' }));
  const stored = await world.db.query('select token_hash from agent where id = $1', [first.body.agentId]);
  expect(JSON.stringify(stored)).not.toContain(String(first.body.token));
});

test('an agent that shows a code gets its token when a person typed it', async () => {
  const started = await post('/agent/pairing/start', self);
  const { deviceCode, userCode } = started.body;
  expect(await post('/agent/pairing/token', { deviceCode })).toMatchObject({ body: { status: 'pending' } });
  const actor = { kind: 'user', id: 'usr_1' } as const;
  const agentId = await approvePairing(world.deps, { tenantId: world.tenantId, actor, code: String(userCode) });
  expect(await post('/agent/pairing/token', { deviceCode })).toMatchObject({ body: { status: 'paired', agentId } });
});

test('a code is good for ten minutes', async () => {
  const { code } = await createPairingCode(world.deps, world.tenantId);
  world.clock.advance(10 * 60_000 + 1);
  expect(await post('/agent/pairing/claim', { code, ...self })).toMatchObject({ body: { code: 'PAIRING_CODE_EXPIRED' } });
});

test('an agent that fell silent for a minute is shown as offline', async () => {
  const { agent, ref } = await bench();
  agent.start();
  await soon(() => expect(agent.heard.some(({ type }) => type === 'welcome')).toBe(true));
  agent.stop();
  await world.deps.db.asTenant(world.tenantId, (tx) =>
    tx.execute(sql`update agent set last_seen_at = now() - interval '61 seconds' where id = ${ref.agentId}`),
  );
  await soon(async () => {
    const [row] = await world.db.query('select connected_process from agent where id = $1', [ref.agentId]);
    expect(row?.connected_process).toBeNull();
  });
});
