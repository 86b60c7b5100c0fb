import { type Log, retryDelayMs } from '@shopfleet/kernel';
import { Client, escapeIdentifier } from 'pg';

const keepAliveEveryMs = 1_500;
const answerWithinMs = 2_000;
const reconnectBackoff = { baseMs: 100, maxMs: 5_000 };

export interface ListenOptions {
  /** Called each time the connection is back: notifications sent meanwhile are lost, so look for what was missed. */
  readonly onReconnect?: () => void;
}

interface Subscription extends ListenOptions {
  readonly channel: string;
  readonly onPayload: (payload: string) => void;
}

/** One connection for all LISTEN channels of this process; notices a dead or half-open link within 5 s and comes back by itself. */
export class NotificationListener {
  readonly #url: string;
  readonly #applicationName: string;
  readonly #log: Log;
  readonly #subscriptions = new Set<Subscription>();
  #client: Promise<Client> | undefined;
  #live: Client | undefined;
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(url: string, applicationName: string, log: Log) {
    this.#url = url;
    this.#applicationName = applicationName;
    this.#log = log;
  }

  /** Resolves once the server has the subscription; the returned function ends it. */
  async add(channel: string, onPayload: (payload: string) => void, options: ListenOptions = {}): Promise<() => Promise<void>> {
    const subscription = { channel, onPayload, ...options };
    this.#subscriptions.add(subscription);
    this.#client ??= this.#connect();
    const client = await this.#client;
    // A client that breaks here is replaced, and its successor listens to every subscription.
    if (client === this.#live) await client.query(`LISTEN ${escapeIdentifier(channel)}`).catch((error) => this.#lose(client, error));
    return () => this.#remove(subscription);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    this.#subscriptions.clear();
    const client = this.#live;
    this.#live = undefined;
    await client?.end();
  }

  async #remove(subscription: Subscription): Promise<void> {
    this.#subscriptions.delete(subscription);
    const client = this.#live;
    if (!client || [...this.#subscriptions].some(({ channel }) => channel === subscription.channel)) return;
    await client.query(`UNLISTEN ${escapeIdentifier(subscription.channel)}`).catch((error) => this.#lose(client, error));
  }

  async #connect(): Promise<Client> {
    for (let attempt = 1; ; attempt++) {
      if (this.#isClosed) throw new Error('The database was closed');
      try {
        return await this.#open();
      } catch (error) {
        const waitMs = retryDelayMs(attempt, reconnectBackoff);
        this.#log.warn({ err: error, waitMs }, 'Cannot listen for notifications; trying again');
        await new Promise((resolve) => setTimeout(resolve, waitMs));
      }
    }
  }

  async #open(): Promise<Client> {
    const client = new Client({
      connectionString: this.#url,
      application_name: `${this.#applicationName} listener`,
      keepAlive: true,
      connectionTimeoutMillis: answerWithinMs,
      query_timeout: answerWithinMs,
    });
    client.on('notification', ({ channel, payload }) => this.#deliver(channel, payload ?? ''));
    client.on('error', (error) => this.#lose(client, error));
    client.on('end', () => this.#lose(client, undefined));
    try {
      await client.connect();
      for (const channel of new Set([...this.#subscriptions].map((subscription) => subscription.channel))) {
        await client.query(`LISTEN ${escapeIdentifier(channel)}`);
      }
    } catch (error) {
      destroy(client);
      throw error;
    }
    if (this.#isClosed) {
      await client.end();
      throw new Error('The database was closed');
    }
    this.#live = client;
    this.#watch(client);
    return client;
  }

  #deliver(channel: string, payload: string): void {
    for (const subscription of this.#subscriptions) if (subscription.channel === channel) subscription.onPayload(payload);
  }

  #watch(client: Client): void {
    this.#timer = setTimeout(() => {
      client.query('SELECT 1').then(
        () => client === this.#live && this.#watch(client),
        (error) => this.#lose(client, error),
      );
    }, keepAliveEveryMs);
  }

  #lose(client: Client, error: unknown): void {
    if (client !== this.#live || this.#isClosed) return;
    this.#live = undefined;
    clearTimeout(this.#timer);
    destroy(client);
    this.#log.warn({ err: error }, 'The connection for notifications broke; connecting again');
    this.#client = this.#connect();
    this.#client.then(
      () => {
        for (const subscription of this.#subscriptions) subscription.onReconnect?.();
      },
      (reason) => this.#log.debug({ err: reason }, 'Stopped listening'),
    );
  }
}

/** Ends a connection that may never answer again: a polite `end()` would wait for the other side. */
function destroy(client: Client): void {
  client.connection.stream.destroy();
}
