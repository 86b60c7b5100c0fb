import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestHub, type TestHub, type TestUser } from '@shopfleet/test-kit/hub';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { ProtocolAgent } from './test/protocol-agent.ts';

const checkout = join(import.meta.dirname, '../../../..');
let hub: TestHub;
let owner: TestUser;
beforeAll(async () => {
  hub = await createTestHub({ config: { trustedProxies: 1, printJobsPer5Minutes: 1 } });
  owner = await hub.register();
});
afterAll(() => hub.stop());

async function post<T>(path: string, json: unknown, as: TestUser | undefined = owner, headers: Record<string, string> = {}): Promise<T> {
  const answer = await hub.fetchAs(as, path, { method: 'POST', json, headers });
  return (await answer.json()) as T;
}
const newCode = () => post<{ code: string; command: string }>('/api/agents/pairing-codes', {});
const claim = (code: string, address: string) => {
  const body = { code, name: 'Table', hostName: 'pc-1', agentVersion: '1' };
  return post<{ agentId: string; token: string; code?: string }>('/agent/pairing/claim', body, undefined, { 'x-forwarded-for': address });
};

test('the command that is shown with a code, run as it is in a checkout, pairs an agent', async () => {
  const home = await mkdtemp(join(tmpdir(), 'shopfleet-agent-'));
  const { command, code } = await newCode();
  expect(command).toBe(`node_modules/.bin/node apps/agent/src/main.ts run --hub ${hub.url} --code ${code}`);
  const env = { PATH: process.env.PATH, HOME: home, SHOPFLEET_AGENT_LOG_LEVEL: 'warn', SHOPFLEET_AGENT_CUPS_SERVER: '127.0.0.1:1' };
  const child = spawn('sh', ['-c', `exec ${command}`], { cwd: checkout, env, stdio: 'ignore' });
  try {
    await vi.waitFor(
      async () => {
        const { items } = (await (await hub.fetchAs(owner, '/api/agents')).json()) as { items: { isOnline: boolean }[] };
        expect(items.filter(({ isOnline }) => isOnline)).toHaveLength(1);
      },
      { timeout: 60_000, interval: 200 },
    );
  } finally {
    child.kill();
    await once(child, 'exit');
    await rm(home, { recursive: true, force: true });
  }
});

test('pairing tries are counted for the address that the proxy names', async () => {
  for (let n = 0; n < 5; n++) expect(await claim(`WRONG${n}`, '192.0.2.1')).toMatchObject({ code: 'PAIRING_CODE_INVALID' });
  expect(await claim((await newCode()).code, '192.0.2.1')).toMatchObject({ code: 'RATE_LIMIT_EXCEEDED' });
  expect(await claim((await newCode()).code, '192.0.2.2')).toMatchObject({ agentId: expect.stringMatching(/^agt_/) });
});

test('a person who types wrong codes is stopped after five, too', async () => {
  const member = await hub.registerMember(owner, 'owner');
  const answers: { code: string }[] = [];
  for (let n = 0; n < 6; n++) answers.push(await post('/api/agents/pair', { code: `WRNG-000${n}` }, member));
  expect(answers.map(({ code }) => code)).toEqual([...Array(5).fill('PAIRING_CODE_INVALID'), 'RATE_LIMIT_EXCEEDED']);
});

test('a printer gets as many jobs as PRINT_JOBS_PER_5_MINUTES says, and the next one waits', async () => {
  const { agentId, token } = await claim((await newCode()).code, '192.0.2.3');
  const { id } = await post<{ id: string }>('/api/printers', {
    name: 'Slow',
    agentId,
    driver: { kind: 'pdf-file', directory: '/nowhere' },
    media: { widthMm: 100, heightMm: 150, gapMm: 3, dpi: 203, language: 'pdf' },
    isDefault: true,
  });
  const jobs = [
    await post<{ id: string }>(`/api/printers/${id}/test-page`, {}),
    await post<{ id: string }>(`/api/printers/${id}/test-page`, {}),
  ];
  const agent = new ProtocolAgent(hub.url, token);
  agent.start();
  const states = async () => {
    const answers = await Promise.all(jobs.map((job) => hub.fetchAs(owner, `/api/printers/queue/${job.id}`)));
    return Promise.all(answers.map(async (answer) => ((await answer.json()) as { state: string }).state));
  };
  await vi.waitFor(async () => expect(await states()).toContain('confirmed'), { timeout: 30_000, interval: 50 });
  await new Promise((resolve) => setTimeout(resolve, 2_500));
  expect((await states()).sort()).toEqual(['confirmed', 'queued']);
  agent.stop();
});
