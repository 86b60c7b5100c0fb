import type { ServerResponse } from 'node:http';
import { type Clock, systemClock } from '@shopfleet/kernel';
import { sendJson } from '../stage/incoming.ts';
import { SandboxClock } from '../stage/sandbox-clock.ts';
import { type ServingOptions, seedOfNow, serve, serverOf } from '../stage/serving.ts';
import { ApiServer } from './api-server.ts';
import { buildWorld, stockShelves } from './build-world.ts';
import { Control } from './control.ts';
import { FrontDoor } from './front-door.ts';
import { Gateway } from './gateway.ts';
import { openJournal } from './open-journal.ts';
import { openDelivery } from './push-delivery.ts';
import { PushSink } from './push-sink.ts';
import { RateLimit } from './rate-limit.ts';
import { Refusal } from './refusal.ts';
import { routes } from './routes.ts';
import { openScenarios } from './scenarios.ts';
import type { Settings } from './settings.ts';
import type { PushEvent, World } from './world.ts';

export interface ShopeeSandboxOptions extends ServingOptions {
  readonly partnerId?: number;
  readonly partnerKey?: string;
  readonly clock?: Clock;
  readonly settings?: Partial<Settings>;
}

export interface ShopeeSandbox extends AsyncDisposable {
  readonly url: string;
  /** Host of `/api/v2`. */
  readonly apiUrl: string;
  /** Host of the plain consent links, `/auth` and `/cancel_auth`. */
  readonly authUrl: string;
  /** Plain consent link; add `redirect_uri` and `state`. */
  readonly consentUrl: string;
  readonly controlUrl: string;
  readonly partnerId: number;
  readonly partnerKey: string;
  readonly control: Control;
  stop(): Promise<void>;
}

/** Starts a marketplace of its own on loopback. Nothing leaves the machine but pushes to the address it was given. */
export async function startShopeeSandbox(options: ShopeeSandboxOptions = {}): Promise<ShopeeSandbox> {
  const app = {
    partnerId: options.partnerId ?? 1006789,
    partnerKey: options.partnerKey ?? '00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff',
  };
  const clock = new SandboxClock(options.clock ?? systemClock);
  const seed = options.seed ?? seedOfNow();
  const settings = options.settings ?? {};
  const world: World = buildWorld(
    app,
    clock,
    { run: seed, settings },
    { emit: (event: PushEvent) => sink.emit(event), verifyAddress: () => sink.verifyAddress() },
  );
  const delivery = openDelivery(world);
  const sink = new PushSink(world, delivery);
  const journal = options.stateFile === undefined ? undefined : openJournal(world, options.stateFile);
  // What the caller asks for goes before what the state file remembers.
  Object.assign(world.settings, settings);
  stockShelves(world);
  journal?.start();
  const persist = (): void => journal?.flush();
  const scenarios = openScenarios(world);
  const control = new Control(world, scenarios, delivery);
  const gateway = new Gateway(world, routes, new RateLimit(world));
  const door = new FrontDoor(world, gateway, new ApiServer(world, gateway, persist), control, persist);
  const server = serverOf(door, { refuse, fail, log: options.log });
  const { url, stop } = await serve(server, options, { world, journal, others: [scenarios, delivery] });
  const consentUrl = `${url}/auth?partner_id=${app.partnerId}&auth_type=seller&response_type=code`;
  return { url, apiUrl: url, authUrl: url, consentUrl, controlUrl: url, ...app, control, stop, [Symbol.asyncDispose]: stop };
}

const refuse = (response: ServerResponse, error: unknown): boolean => {
  if (error instanceof Refusal) sendJson(response, 200, { error: error.error, message: error.message });
  return error instanceof Refusal;
};

const fail = (response: ServerResponse): void =>
  sendJson(response, 500, { error: 'error_server', message: 'Something wrong. Please try later.' });
