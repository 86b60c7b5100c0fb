import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'sandbox-state-'));
const children: ChildProcess[] = [];

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Starts the program; resolves with its first line once it is ready. */
async function start(...flags: string[]): Promise<{ url: string; contentUrl: string; child: ChildProcess }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts'), ...flags], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  const line = await new Promise<string>((resolve, reject) => {
    child.stdout?.once('data', (chunk: Buffer) => resolve(chunk.toString()));
    child.once('exit', (code) => reject(new Error(`ended with ${code}`)));
  });
  const { url, content } = JSON.parse(line);
  return { url, contentUrl: content.url, child };
}

const exitOf = (child: ChildProcess): Promise<number | null> => new Promise((resolve) => child.once('exit', resolve));
const control = async (url: string, path: string, body?: object) =>
  (await (await fetch(`${url}/_control/${path}`, body ? { method: 'POST', body: JSON.stringify(body) } : {})).json()).result;

test('finds every answered order again after it was killed, even with a half-written last line', async () => {
  const state = join(folder, 'state.jsonl');
  const first = await start('--state', state);
  const placed: string[] = [];
  for (let index = 0; index < 30; index += 1) placed.push((await control(first.url, 'orders', { status: 'AWAITING_SHIPMENT' })).id);
  const dead = exitOf(first.child);
  first.child.kill('SIGKILL');
  await dead;
  appendFileSync(state, '{"c":"orders","id":"57');
  const second = await start('--state', state);
  const found: { id: string }[] = await control(second.url, 'orders');
  expect(found.map((order) => order.id).sort()).toEqual(placed.sort());
  const next = await control(second.url, 'orders', {});
  expect(placed).not.toContain(next.id);
});

test('accounts, tokens and hidden videos of the content platform outlive a kill; what grew grows on the same way', async () => {
  const state = join(folder, 'content.jsonl');
  const first = await start('--content-state', state, '--content-accounts', '5');
  const [account] = await control(first.contentUrl, 'accounts?limit=1');
  await control(first.contentUrl, 'advance', { ms: 40 * 86_400_000 });
  const [tokens] = await control(first.contentUrl, 'grant', { accounts: [account.openId] });
  const [newest] = await control(first.contentUrl, `videos?account=${account.openId}`);
  await control(first.contentUrl, 'visibility', { account: account.openId, id: newest.id, visibility: 'private' });
  const before = await control(first.contentUrl, `videos?account=${account.openId}`);
  const dead = exitOf(first.child);
  first.child.kill('SIGKILL');
  await dead;
  const second = await start('--content-state', state, '--content-accounts', '5');
  expect(await control(second.contentUrl, `videos?account=${account.openId}`)).toEqual(before);
  expect(before.map(({ id }: { id: string }) => id)).not.toContain(newest.id);
  const headers = { authorization: `Bearer ${tokens.accessToken}` };
  const answer = await (await fetch(`${second.contentUrl}/v2/user/info/?fields=open_id`, { headers })).json();
  expect(answer.data.user.open_id).toBe(account.openId);
  expect(await control(second.contentUrl, 'overview')).toMatchObject({ accountCount: 5, connectedCount: 1 });
});

test('tells its options, and refuses what they cannot be', async () => {
  const run = (...flags: string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(import.meta.dirname, 'main.ts'), ...flags], { encoding: 'utf8' });
    return { status, stdout, stderr };
  };
  expect(run('--help')).toMatchObject({ status: 0, stdout: expect.stringContaining('--content-port PORT') });
  const wrong = run('--content-port', 'x', '--content-webhook-url', 'nowhere');
  expect(wrong).toMatchObject({ status: 2, stderr: expect.stringMatching(/content-port.*content-webhook-url/s) });
});

test('stops cleanly when asked', async () => {
  const { child } = await start();
  const ended = exitOf(child);
  child.kill('SIGTERM');
  expect(await ended).toBe(0);
});

test('ends when the process it belongs to is gone', async () => {
  const parent = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 600)']);
  children.push(parent);
  const { child } = await start('--parent-pid', String(parent.pid));
  expect(await exitOf(child)).toBe(0);
});
