import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { newId, Secret } from '@shopfleet/kernel';
import { createTestDatabase, type TestDatabase } from '@shopfleet/test-kit';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sealAccessToken, sealRefreshToken } from './connection-tokens.ts';
import { type CallerOrder, type CallerReport, type CallerSetUp, needsPerson, testSealer } from './test/caller-process.ts';
import { providerName } from './test/provider-platform.ts';
import { type RotatingProvider, startRotatingProvider } from './test/rotating-provider.ts';

const processes = 4;
const callers = 50;
const program = fileURLToPath(new URL('./test/caller-process.ts', import.meta.url));

/** A token host, a connection to it, and processes that call for its shop. */
class Race implements AsyncDisposable {
  readonly database: TestDatabase;
  readonly provider: RotatingProvider;
  readonly children: ChildProcess[] = [];
  readonly #tenantId = newId('tenant');
  readonly #connectionId = newId('connection');
  readonly #shopId = newId('shop');

  constructor(database: TestDatabase, provider: RotatingProvider) {
    this.database = database;
    this.provider = provider;
  }

  async start(refreshTokens: CallerSetUp['refreshTokens'], opens: CallerSetUp['opens'] = 'shop'): Promise<void> {
    const { access, refresh } = this.provider.grant();
    const id = this.#connectionId;
    await this.database.query('insert into tenant (id, name) values ($1, $2)', [this.#tenantId, 'Race']);
    await this.database.query(
      `insert into connection (tenant_id, id, platform, status, external_account_id, access_token, refresh_token, access_expires_at)
       values ($1, $2, $3, 'connected', 'account', $4, $5, now() + interval '1 hour')`,
      [
        this.#tenantId,
        id,
        providerName,
        sealAccessToken(testSealer(), id, new Secret(access)),
        sealRefreshToken(testSealer(), id, new Secret(refresh)),
      ],
    );
    await this.database.query(
      `insert into shop (tenant_id, id, connection_id, platform, region, external_id, name) values ($1, $2, $3, $4, 'ID', '1', 'Shop')`,
      [this.#tenantId, this.#shopId, id, providerName],
    );
    const setUp: CallerSetUp = {
      databaseUrl: this.database.url,
      providerUrl: this.provider.url,
      refreshTokens,
      tenantId: this.#tenantId,
      opens,
      connectionId: id,
      shopId: this.#shopId,
    };
    for (let i = 0; i < processes; i++)
      this.children.push(fork(program, [JSON.stringify(setUp)], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] }));
    await Promise.all(this.children.map((child) => once(child, 'message')));
  }

  /** Lets callers run in one process; resolves with what came of them, or with nothing when the process died. */
  async run(child: ChildProcess, order: Exclude<CallerOrder, 'end'>): Promise<Readonly<Record<string, number>>> {
    const ended = new AbortController();
    const message = once(child, 'message', { signal: ended.signal }).then(([report]: CallerReport[]) =>
      report && 'outcomes' in report ? report.outcomes : {},
    );
    const death = once(child, 'exit', { signal: ended.signal }).then(() => ({}));
    child.send(order);
    const first = await Promise.race([message, death]);
    ended.abort();
    await Promise.allSettled([message, death]);
    return first;
  }

  /** All callers of all processes at once; resolves with how many came to what. */
  async runAll(): Promise<Record<string, number>> {
    return sumOf(await Promise.all(this.children.map((child) => this.run(child, { callers }))));
  }

  /** The first process takes the lease and is killed at a crash point; the others call meanwhile, and outlive its lease. */
  async runAllAndKill(crashAt: string): Promise<Record<string, number>> {
    const [holder, ...others] = this.children;
    if (!holder) throw new Error('no process');
    const died = this.run(holder, { callers, crashAt });
    await expect.poll(() => this.hasBegun(), { interval: 5, timeout: 60_000 }).toBe(true);
    const waiting = others.map((child) => this.run(child, { callers }));
    expect(await died).toEqual({});
    await this.endLease();
    return sumOf(await Promise.all(waiting));
  }

  async hasBegun(): Promise<boolean> {
    const rows = await this.database.query('select 1 from connection where refresh_owner is not null or token_version > 1');
    return rows.length === 1;
  }

  /** As if the rest of the lease had gone by. The lease of production is long: however slow the machine, no other ends early. */
  async endLease(): Promise<void> {
    await this.database.query(
      'update connection set refresh_lease_until = clock_timestamp() where refresh_lease_until > clock_timestamp()',
    );
  }

  async connection(): Promise<{ status: string; status_reason: string; token_version: number }> {
    const [row] = await this.database.query<{ status: string; status_reason: string; token_version: number }>(
      'select status, status_reason, token_version from connection',
    );
    if (!row) throw new Error('no connection');
    return row;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const child of this.children) {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
    }
    await this.provider[Symbol.asyncDispose]();
    await this.database[Symbol.asyncDispose]();
  }
}

function sumOf(reports: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const sum: Record<string, number> = {};
  for (const report of reports) for (const [kind, count] of Object.entries(report)) sum[kind] = (sum[kind] ?? 0) + count;
  return sum;
}

describe('many processes whose access token has just ended', () => {
  let race: Race;
  beforeAll(async () => {
    await using _warm = await createTestDatabase();
  });
  beforeEach(async () => {
    race = new Race(await createTestDatabase(), await startRotatingProvider());
  });
  afterEach(() => race[Symbol.asyncDispose]());

  it('refresh it exactly once each time, however slow the answer, and never use a refresh token twice', async () => {
    await race.start('single-use');
    race.provider.setDelay(() => Math.random() * 3_000);
    for (let expiry = 1; expiry <= 3; expiry++) {
      race.provider.expire();
      // Longer than a process trusts what it read: some still hold the old token, some read the database.
      expect(await race.runAll()).toEqual({ ok: processes * callers });
      expect(race.provider.counts).toMatchObject({ refreshes: expiry, reuses: 0 });
    }
    expect(await race.connection()).toMatchObject({ status: 'connected', token_version: 4 });
  });

  it.each(['connections.after-refresh-lease', 'connections.after-refresh-save'])(
    'lose nothing when the holder of the lease is killed at %s',
    async (point) => {
      await race.start('single-use');
      race.provider.expire();
      expect(await race.runAllAndKill(point)).toEqual({ ok: (processes - 1) * callers });
      expect(race.provider.counts).toMatchObject({ refreshes: 1, reuses: 0 });
      expect(await race.connection()).toMatchObject({ status: 'connected', token_version: 2 });
    },
  );

  it.each([
    ['connections.before-refresh-call', 0],
    ['connections.after-refresh-call', 1],
  ])('ask for a person when the holder is killed at %s and a token works once only', async (point, refreshes) => {
    await race.start('single-use');
    race.provider.expire();
    expect(await race.runAllAndKill(point)).toEqual({ [needsPerson]: (processes - 1) * callers });
    expect(race.provider.counts).toMatchObject({ refreshes, reuses: 0 });
    expect(await race.connection()).toMatchObject({ status: 'needs_reconnect', token_version: 1 });
  });

  it('send a rotating token again and again when holders were killed before it left, and lose nothing', async () => {
    await race.start('rotating', 'account');
    race.provider.expire();
    for (const holder of race.children.slice(0, 2)) {
      expect(await race.run(holder, { callers, crashAt: 'connections.before-refresh-call' })).toEqual({});
      await race.endLease();
    }
    const living = race.children.slice(2);
    expect(sumOf(await Promise.all(living.map((child) => race.run(child, { callers }))))).toEqual({ ok: living.length * callers });
    expect(race.provider.counts).toMatchObject({ refreshes: 1, reuses: 0 });
    expect(await race.connection()).toMatchObject({ status: 'connected', token_version: 2 });
  });

  it('say that a person is needed when the successor of a rotating token died with its holder', async () => {
    await race.start('rotating', 'account');
    race.provider.expire();
    expect(await race.runAllAndKill('connections.after-refresh-call')).toEqual({ [needsPerson]: (processes - 1) * callers });
    expect(race.provider.counts).toMatchObject({ refreshes: 2, reuses: 1 });
    expect(await race.connection()).toMatchObject({ status: 'needs_reconnect' });
  });

  it('try once more where a refresh token may survive its use', async () => {
    await race.start('unknown');
    race.provider.setRotation(false);
    race.provider.expire();
    expect(await race.runAllAndKill('connections.after-refresh-call')).toEqual({ ok: (processes - 1) * callers });
    expect(race.provider.counts).toMatchObject({ refreshes: 2, reuses: 0 });
    expect(await race.connection()).toMatchObject({ status: 'connected', token_version: 2 });
  });

  it('take a refusal of that one repetition as final', async () => {
    await race.start('unknown');
    race.provider.expire();
    expect(await race.runAllAndKill('connections.after-refresh-call')).toEqual({ [needsPerson]: (processes - 1) * callers });
    expect(race.provider.counts).toMatchObject({ refreshes: 2, reuses: 1 });
    expect(await race.connection()).toMatchObject({ status: 'needs_reconnect' });
  });

  it('keep the tokens that a stopped holder brings home after its lease has ended', async () => {
    await race.start('single-use');
    race.provider.expire();
    const [holder, ...others] = race.children;
    if (holder?.pid === undefined) throw new Error('no process');
    const answer = race.provider.holdNextRefresh();
    const holderRun = race.run(holder, { callers });
    expect(await answer.sender).toBe(holder.pid);
    // All of its callers have found the shop connected.
    await expect.poll(() => race.provider.counts.calls, { interval: 5, timeout: 60_000 }).toBe(callers);
    holder.kill('SIGSTOP');
    await race.endLease();
    expect(sumOf(await Promise.all(others.map((child) => race.run(child, { callers }))))).toEqual({
      [needsPerson]: (processes - 1) * callers,
    });
    expect(await race.connection()).toMatchObject({ status: 'needs_reconnect' });
    answer.release();
    holder.kill('SIGCONT');
    expect(await holderRun).toEqual({ ok: callers });
    expect(race.provider.counts).toMatchObject({ refreshes: 1, reuses: 0 });
    expect(await race.connection()).toMatchObject({ status: 'connected', token_version: 2 });
  });
});
