import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '@shopfleet/db';
import type { Secret } from '@shopfleet/kernel';
import { PlatformFailure } from '@shopfleet/platform-kit';
import type { ConnectionRow } from './connection-row.ts';
import { needsPerson } from './connection-status.ts';
import { findConnection } from './connection-store.ts';
import { openAccessToken } from './connection-tokens.ts';
import { type RefreshDeps, refreshConnection } from './refresh-connection.ts';

interface Held {
  readonly token: Secret;
  readonly expiresAtMs: number;
  /** Monotonic; another process may have stored a newer token since. */
  readonly readAtMs: number;
}

const heldForMs = 30_000;
/** A token this close to its end is renewed before it is used. */
const marginMs = 60_000;
const waitAtMostMs = 70_000;
const firstPollMs = 40;
const longestPollMs = 400;

/** Access tokens of one process: read once, kept briefly, renewed once however many callers ask. */
class TokenSource {
  readonly #held = new Map<string, Held>();
  readonly #renewals = new Map<string, Promise<Secret>>();

  async get(deps: RefreshDeps, tenantId: string, connectionId: string, refused: Secret | undefined): Promise<Secret> {
    for (let running = this.#renewals.get(connectionId); running; running = this.#renewals.get(connectionId)) {
      // What others read meanwhile may be the very token that was refused.
      const token = await running;
      if (token.reveal() !== refused?.reveal()) return token;
    }
    const held = this.#held.get(connectionId);
    const isFresh = held && performance.now() - held.readAtMs < heldForMs && held.expiresAtMs - marginMs > deps.clock.now().getTime();
    if (isFresh && held.token.reveal() !== refused?.reveal()) return held.token;
    const renewal = this.#renew(deps, tenantId, connectionId, refused).finally(() => this.#renewals.delete(connectionId));
    this.#renewals.set(connectionId, renewal);
    return renewal;
  }

  forget(connectionId: string): void {
    this.#held.delete(connectionId);
  }

  async #renew(deps: RefreshDeps, tenantId: string, connectionId: string, refused: Secret | undefined): Promise<Secret> {
    const untilMs = performance.now() + waitAtMostMs;
    for (let pollMs = firstPollMs; performance.now() < untilMs; pollMs = Math.min(pollMs * 2, longestPollMs)) {
      const connection = await deps.db.asTenant(tenantId, (tx) => findConnection(tx, connectionId));
      const token = connection && openAccessToken(deps.sealer, connection);
      if (!token || needsPerson(connection.status)) throw this.#ended(connectionId, connection);
      if (isUsable(deps, connection) && token.reveal() !== refused?.reveal()) return this.#keep(connection, token);
      const outcome = await refreshConnection(deps, connection);
      if (outcome === 'busy') await sleep(pollMs);
    }
    throw new PlatformFailure('unavailable', 'Another process renews the access and has not finished', { retryAt: deps.clock.now() });
  }

  #keep(connection: ConnectionRow, token: Secret): Secret {
    const expiresAtMs = connection.accessExpiresAt?.getTime() ?? 0;
    this.#held.set(connection.id, { token, expiresAtMs, readAtMs: performance.now() });
    return token;
  }

  #ended(connectionId: string, connection: ConnectionRow | undefined): PlatformFailure {
    this.forget(connectionId);
    return new PlatformFailure('auth-expired', connection?.statusReason || 'It must be connected again');
  }
}

function isUsable(deps: RefreshDeps, connection: ConnectionRow): boolean {
  return (connection.accessExpiresAt?.getTime() ?? 0) - marginMs > deps.clock.now().getTime();
}

const sources = new WeakMap<Database, TokenSource>();

/** The one source of a process (of a database handle, so that tests can have several). */
export function tokenSourceOf(db: Database): TokenSource {
  const source = sources.get(db) ?? new TokenSource();
  sources.set(db, source);
  return source;
}
