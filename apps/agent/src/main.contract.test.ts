import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { startProgram, startZebraSimulator, waitUntil } from '@shopfleet/test-kit/printers';
import { describe, expect, it } from 'vitest';
import { agentCommand } from './test/agent-command.ts';
import { pairedDirectory, startAgentProcess } from './test/agent-process.ts';
import { printerOf, temporaryDirectory } from './test/bench.ts';
import { HubPeer, peerCode, peerToken } from './test/hub-peer.ts';
import { plainZpl } from './test/label-documents.ts';

describe('pairing', () => {
  it('by a code from the dashboard leaves a token that only the owner can read', async () => {
    await using peer = await new HubPeer([]).listen();
    using directory = temporaryDirectory();
    const { code, output } = await agentCommand('pair', '--hub', peer.url, '--code', peerCode, '--directory', directory.path);
    expect(output).toContain('as agt_test');
    expect(code).toBe(0);
    const file = join(directory.path, 'agent.json');
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ hubUrl: peer.url, agentId: 'agt_test', token: peerToken });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(output).not.toContain(peerToken);
  });

  it('with a wrong code says so in words', async () => {
    await using peer = await new HubPeer([]).listen();
    using directory = temporaryDirectory();
    const { code, output } = await agentCommand('pair', '--hub', peer.url, '--code', 'WRONG', '--directory', directory.path);
    expect(output.trim()).toBe('This pairing code is not valid');
    expect(code).toBe(1);
  });

  it('without a code shows one and waits until somebody typed it', async () => {
    await using peer = await new HubPeer([]).listen();
    using directory = temporaryDirectory();
    setTimeout(() => {
      peer.isPaired = true;
    }, 1_000);
    const { output } = await agentCommand('pair', '--hub', peer.url, '--directory', directory.path);
    expect(output).toContain(`Type this code in the hub, under Printers: ${peerCode}`);
    expect(output).toContain('as agt_test');
  });

  it('pins the certificate of a hub that signed its own, and refuses any other', async () => {
    using directory = temporaryDirectory();
    const [key, cert] = [join(directory.path, 'key.pem'), join(directory.path, 'cert.pem')];
    const subject = ['-subj', '/CN=hub.internal', '-days', '2', '-nodes', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1'];
    execFileSync('openssl', ['req', '-x509', ...subject, '-keyout', key, '-out', cert], { stdio: 'ignore' });
    const fingerprint =
      execFileSync('openssl', ['x509', '-in', cert, '-noout', '-fingerprint', '-sha256']).toString().split('=')[1]?.trim() ?? '';
    await using peer = await new HubPeer([], { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') }).listen();
    const pair = (...more: string[]) =>
      agentCommand('pair', '--hub', peer.url, '--code', peerCode, '--directory', join(directory.path, 'agent'), ...more);
    expect((await pair()).code).toBe(1);
    expect(await pair('--fingerprint', `sha256:${'0'.repeat(64)}`)).toMatchObject({
      code: 1,
      output: expect.stringContaining('Do not go on unless you know why'),
    });
    expect(await pair('--fingerprint', `sha256:${fingerprint}`)).toMatchObject({ code: 0 });
    await using agent = await startAgentProcess(join(directory.path, 'agent'));
    await waitUntil(
      'the agent says hello over the pinned line',
      () => peer.heard.some(({ type }) => type === 'hello'),
      15_000,
      agent.output,
    );
  });
});

describe('the running agent', () => {
  it('shows its state on its own screen to those who know the token, and ends cleanly', async () => {
    await using zebra = await startZebraSimulator();
    await using peer = await new HubPeer([printerOf('prn_1', { kind: 'raw9100', host: zebra.host, port: zebra.port }, 'zpl')]).listen();
    using scratch = temporaryDirectory();
    const directory = pairedDirectory(join(scratch.path, 'agent'), peer.url);
    await using agent = await startAgentProcess(directory);
    peer.addJob({ printJobId: 'pjb_1', printerId: 'prn_1', bytes: plainZpl('1'), format: 'application/vnd.zebra-zpl', title: 'Order 1' });
    await waitUntil('the label is out', () => peer.areAllEnded(), 15_000, agent.output);
    const url = new URL(readFileSync(join(directory, 'ui-url'), 'utf8').trim());
    const page = await fetch(url);
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('Shopfleet print agent')]);
    expect((await fetch(url.origin)).status).toBe(401);
    expect((await fetch(`${url.origin}/state.json?token=wrong`)).status).toBe(401);
    const state = await (await fetch(`${url.origin}/state.json${url.search}`)).json();
    expect(state).toMatchObject({ connection: 'connected', agentName: 'Bench', lastJobs: [{ title: 'Order 1', state: 'confirmed' }] });
    expect((await agentCommand('status', '--directory', directory)).output).toMatch(
      /connected[\s\S]*prn_1 \(raw9100\): idle[\s\S]*pjb_1 {2}confirmed {2}Order 1/,
    );
    expect(await agentCommand('run', '--directory', directory)).toMatchObject({
      code: 1,
      output: expect.stringContaining('Another print agent'),
    });
    await agent.terminate();
    expect((await agentCommand('status', '--directory', directory)).output).toMatch(/No agent runs in[\s\S]*0 open jobs/);
    const doctor = await agentCommand('doctor', '--directory', directory);
    expect(doctor.output).toMatch(
      /ok {3}directory[\s\S]*ok {3}journal[\s\S]*ok {3}pairing[\s\S]*ok {3}hub[\s\S]*ok {3}clock[\s\S]*ok {3}printer prn_1: idle/,
    );
    expect(doctor.code).toBe(0);
  });

  it('stops when the process that it belongs to is gone', async () => {
    await using peer = await new HubPeer([]).listen();
    using scratch = temporaryDirectory();
    const directory = pairedDirectory(join(scratch.path, 'agent'), peer.url);
    await using parent = await startProgram('sleep', ['60']);
    await using agent = await startAgentProcess(directory, { args: ['--parent-pid', String(parent.pid)] });
    await waitUntil('the agent runs', () => peer.heard.length > 0, 15_000, agent.output);
    await parent.kill();
    await waitUntil('the agent has stopped', () => agent.hasExited(), 5_000);
  });
});

describe('the doctor', () => {
  it('says what is wrong and what to do', async () => {
    using scratch = temporaryDirectory();
    const { code, output } = await agentCommand(
      'doctor',
      '--directory',
      pairedDirectory(join(scratch.path, 'agent'), 'http://127.0.0.1:1'),
    );
    expect(code).toBe(1);
    expect(output).toMatch(/FAIL hub: .*ECONNREFUSED.*\n.*→ Check the address/);
  });
});
