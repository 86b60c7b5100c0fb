import type { ServerResponse } from 'node:http';
import { type Clock, systemClock } from '@shopfleet/kernel';
import { sendJson } from '../stage/incoming.ts';
import { SandboxClock } from '../stage/sandbox-clock.ts';
import { type ServingOptions, seedOfNow, serve, serverOf } from '../stage/serving.ts';
import { ApiServer } from './api-server.ts';
import { buildWorld, stockShelves } from './build-world.ts';
import { Control } from './control.ts';
import { FrontDoor } from './front-door.ts';
import { NotificationSink } from './notification-sink.ts';
import { openJournal } from './open-journal.ts';
import { EdgeRefusal } from './refusal.ts';
import { openScenarios } from './scenarios.ts';
import { sendAnswer } from './sending.ts';
import type { Settings } from './settings.ts';
import { openDelivery } from './webhook-delivery.ts';
import type { NotificationEvent, World } from './world.ts';

export interface EbaySandboxOptions extends ServingOptions {
  /** The App ID. */
  readonly clientId?: string;
  /** The Cert ID. */
  readonly clientSecret?: string;
  readonly devId?: string;
  readonly ruName?: string;
  readonly clock?: Clock;
  readonly settings?: Partial<Settings>;
}

export interface EbaySandbox extends AsyncDisposable {
  readonly url: string;
  /** The consent page, without its query (`client_id`, `redirect_uri` = the RuName, `response_type=code`, `scope`, `state`). */
  readonly consentUrl: string;
  /** api.ebay.com, apiz.ebay.com and the token host in one: their paths do not overlap. */
  readonly apiUrl: string;
  readonly authUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly devId: string;
  readonly ruName: string;
  readonly control: Control;
  readonly controlUrl: string;
  stop(): Promise<void>;
}

/** Starts a marketplace of its own on loopback. Nothing leaves the machine but events and challenges to the addresses it was given. */
export async function startEbaySandbox(options: EbaySandboxOptions = {}): Promise<EbaySandbox> {
  const app = {
    clientId: options.clientId ?? 'Shopflee-hub-SBX-0123456789ab-cdef0123',
    clientSecret: options.clientSecret ?? 'SBX-0123456789ab-cdef-4567-89ab-cdef',
    devId: options.devId ?? '11111111-2222-3333-4444-555555555555',
    ruName: options.ruName ?? 'Shopfleet-Shopflee-hub-S-abcdefg',
  };
  const settings = options.settings ?? {};
  const run = options.seed ?? seedOfNow();
  const clock = new SandboxClock(options.clock ?? systemClock);
  const world: World = buildWorld(app, clock, { run, settings }, (event: NotificationEvent) => sink.emit(event));
  const delivery = openDelivery(world);
  const sink = new NotificationSink(world, delivery);
  const journal = options.stateFile === undefined ? undefined : openJournal(world, options.stateFile);
  // What the caller asks for goes before what the state file remembers.
  Object.assign(world.settings, settings);
  stockShelves(world);
  journal?.start();
  const persist = (): void => journal?.flush();
  const scenarios = openScenarios(world);
  const control = new Control(world, scenarios, delivery);
  const server = serverOf(new FrontDoor(world, new ApiServer(world, persist), control, persist), { refuse, fail, log: options.log });
  const { url, stop } = await serve(server, options, { world, journal, others: [scenarios, delivery] });
  const urls = { url, apiUrl: url, authUrl: url, consentUrl: `${url}/oauth2/authorize`, controlUrl: `${url}/_control` };
  return { ...urls, ...app, control, stop, [Symbol.asyncDispose]: stop };
}

const refuse = (response: ServerResponse, error: unknown): boolean => {
  if (error instanceof EdgeRefusal) sendAnswer(response, error);
  return error instanceof EdgeRefusal;
};

const fail = (response: ServerResponse): void =>
  sendJson(response, 500, { errors: [{ errorId: 2003, domain: 'ACCESS', category: 'APPLICATION', message: 'Internal error' }] });
