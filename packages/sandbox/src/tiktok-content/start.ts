import type { ServerResponse } from 'node:http';
import { type Clock, systemClock } from '@shopfleet/kernel';
import { Collection } from '../stage/collection.ts';
import { Random } from '../stage/random.ts';
import { type ServingOptions, serve, serverOf } from '../stage/serving.ts';
import { Timeline } from '../stage/timeline.ts';
import { ApiServer } from './api-server.ts';
import { changeSettings } from './change-settings.ts';
import { ContentClock } from './content-clock.ts';
import { Control } from './control.ts';
import { Faults } from './faults.ts';
import { FrontDoor } from './front-door.ts';
import { sendJson } from './incoming.ts';
import { Limiter } from './limiter.ts';
import { openJournal } from './open-journal.ts';
import { type Settings, startingSettings } from './settings.ts';
import { openDelivery } from './webhook-delivery.ts';
import { WebhookSink } from './webhook-sink.ts';
import { type AppCredentials, freshCounters, type WebhookEvent, type World } from './world.ts';

export interface ContentSandboxOptions extends ServingOptions {
  readonly clientKey?: string;
  readonly clientSecret?: string;
  readonly clock?: Clock;
  readonly settings?: Partial<Settings>;
  /** Same seed and same order of creation: same accounts, videos and counters. Default 1. */
  readonly seed?: number;
  /** Accounts to begin with; those that a state file remembers count. */
  readonly accounts?: number;
}

export interface TikTokContentSandbox extends AsyncDisposable {
  readonly url: string;
  /** Where a person's browser goes to consent, without its parameters. */
  readonly authorizeUrl: string;
  /** The host of the calls, OAuth included. */
  readonly apiUrl: string;
  readonly clientKey: string;
  readonly clientSecret: string;
  readonly control: Control;
  stop(): Promise<void>;
}

/** Starts TikTok for Developers of its own on loopback. Nothing leaves the machine but webhooks to the address it was given. */
export async function startTikTokContentSandbox(options: ContentSandboxOptions = {}): Promise<TikTokContentSandbox> {
  const app = {
    clientKey: options.clientKey ?? 'awsandboxclientkey',
    clientSecret: options.clientSecret ?? 'sandbox-client-secret-000000000001',
  };
  const seed = options.seed ?? 1;
  const world = buildWorld(app, new ContentClock(options.clock ?? systemClock), seed, (event) => sink.emit(event));
  const delivery = openDelivery(world);
  const sink = new WebhookSink(world, delivery);
  const journal = options.stateFile === undefined ? undefined : openJournal(world, options.stateFile);
  // What the caller asks for goes before what the state file remembers.
  changeSettings(world.settings, options.settings ?? {});
  const control = new Control(world, delivery);
  control.createAccounts({ count: Math.max(0, (options.accounts ?? 0) - world.accounts.size) });
  journal?.start();
  const persist = (): void => journal?.flush();
  const door = new FrontDoor(world, new ApiServer(world, persist), control, persist);
  const server = serverOf(door, { refuse, fail, log: options.log });
  const { url, stop } = await serve(server, options, { world, journal, others: [delivery] });
  return { url, authorizeUrl: `${url}/v2/auth/authorize/`, apiUrl: url, ...app, control, stop, [Symbol.asyncDispose]: stop };
}

function buildWorld(app: AppCredentials, clock: ContentClock, seed: number, emit: (event: WebhookEvent) => void): World {
  const settings = startingSettings();
  return {
    app,
    clock,
    timeline: new Timeline(clock),
    random: new Random(seed),
    settings,
    faults: new Faults(new Random(seed + 1)),
    limiter: new Limiter(settings),
    counters: freshCounters(),
    accounts: new Collection(),
    accountsByName: new Map(),
    codes: new Collection(),
    accessGrants: new Collection(),
    refreshGrants: new Collection(),
    tokensOf: new Map(),
    likes: new Map(),
    callLog: [],
    emit,
    seed,
    address: { url: '' },
  };
}

const refuse = (response: ServerResponse, error: unknown): boolean => {
  if (error instanceof RangeError) sendJson(response, 400, errorOf(error.message));
  return error instanceof RangeError;
};

const fail = (response: ServerResponse): void => sendJson(response, 500, errorOf('Internal error'));

const errorOf = (message: string) => ({ data: {}, error: { code: 'internal_error', message } });
