import type { ServerResponse } from 'node:http';
import { type Clock, systemClock } from '@shopfleet/kernel';
import { Random } from '../stage/random.ts';
import { SandboxClock } from '../stage/sandbox-clock.ts';
import { type ServingOptions, seedOfNow, serve, serverOf } from '../stage/serving.ts';
import { ApiServer } from './api-server.ts';
import { buildWorld, stockShelves } from './build-world.ts';
import { Control } from './control.ts';
import { FrontDoor } from './front-door.ts';
import { Gateway } from './gateway.ts';
import { sendJson } from './incoming.ts';
import { openJournal } from './open-journal.ts';
import { RateLimit } from './rate-limit.ts';
import { Refusal } from './refusal.ts';
import { Router } from './router.ts';
import { routes } from './routes.ts';
import { openScenarios } from './scenarios.ts';
import type { Settings } from './settings.ts';
import { openDelivery } from './webhook-delivery.ts';
import { WebhookSink } from './webhook-sink.ts';
import type { WebhookEvent, World } from './world.ts';

export interface SandboxOptions extends ServingOptions {
  readonly appKey?: string;
  readonly appSecret?: string;
  readonly serviceId?: string;
  readonly clock?: Clock;
  readonly tokenLifeSeconds?: number;
  readonly settings?: Partial<Settings>;
}

export interface TikTokShopSandbox extends AsyncDisposable {
  readonly url: string;
  /** Authorization page; add `state` (and, for tests, `redirect_uri`). */
  readonly consentUrl: string;
  readonly apiUrl: string;
  readonly authUrl: string;
  readonly filesUrl: string;
  readonly appKey: string;
  readonly appSecret: string;
  readonly serviceId: string;
  readonly control: Control;
  stop(): Promise<void>;
}

/** Starts a marketplace of its own on loopback. Nothing leaves the machine but webhooks to the addresses it was given. */
export async function startTikTokShopSandbox(options: SandboxOptions = {}): Promise<TikTokShopSandbox> {
  const app = {
    appKey: options.appKey ?? '6sbxappkey001',
    appSecret: options.appSecret ?? '5e1f6f0a9c4d4b7c8a3e2d1f0b9a8c7d6e5f4a3b',
    serviceId: options.serviceId ?? '7300000000000000001',
  };
  const clock = new SandboxClock(options.clock ?? systemClock);
  const settings = {
    ...options.settings,
    ...(options.tokenLifeSeconds === undefined ? {} : { tokenLifeSeconds: options.tokenLifeSeconds }),
  };
  const seed = options.seed ?? seedOfNow();
  const world: World = buildWorld(app, clock, { run: seed, settings }, (event: WebhookEvent) => sink.emit(event));
  const delivery = openDelivery(world);
  const sink = new WebhookSink(world, delivery);
  const journal = options.stateFile === undefined ? undefined : openJournal(world, options.stateFile);
  // What the caller asks for goes before what the state file remembers.
  Object.assign(world.settings, settings);
  stockShelves(world);
  journal?.start();
  const persist = (): void => journal?.flush();
  const scenarios = openScenarios(world);
  const control = new Control(world, scenarios, delivery);
  const gateway = new Gateway(world, new Router(routes), new RateLimit());
  const door = new FrontDoor(world, new ApiServer(world, gateway, new Random(seed + 1), persist), control, persist);
  const server = serverOf(door, { refuse, fail, log: options.log });
  const { url, stop } = await serve(server, options, { world, journal, others: [scenarios, delivery] });
  const consentUrl = `${url}/open/authorize?service_id=${app.serviceId}`;
  return { url, consentUrl, apiUrl: url, authUrl: url, filesUrl: url, ...app, control, stop, [Symbol.asyncDispose]: stop };
}

const refuse = (response: ServerResponse, error: unknown): boolean => {
  if (error instanceof Refusal) sendJson(response, error.status, { code: error.code, message: error.message, data: null });
  return error instanceof Refusal;
};

const fail = (response: ServerResponse): void => sendJson(response, 500, { code: 36009003, message: 'Internal error', data: null });
