import { createServer, type Server } from 'node:http';
import { type Clock, systemClock } from '@shopfleet/kernel';
import { sendJson } from '../stage/incoming.ts';
import { close, listen } from '../stage/listening.ts';
import { SandboxClock } from '../stage/sandbox-clock.ts';
import { ApiServer } from './api-server.ts';
import { buildWorld, stockShelves } from './build-world.ts';
import { Control } from './control.ts';
import { FrontDoor } from './front-door.ts';
import { NotificationSink } from './notification-sink.ts';
import { openJournal } from './open-journal.ts';
import { EdgeRefusal } from './refusal.ts';
import { Scenarios } from './scenarios.ts';
import { sendAnswer } from './sending.ts';
import type { Settings } from './settings.ts';
import { isAuthorized } from './tokens.ts';
import { openDelivery } from './webhook-delivery.ts';
import type { NotificationEvent, World } from './world.ts';

export interface EbaySandboxOptions {
  /** 0 (default) takes a free port. */
  readonly port?: number;
  readonly host?: string;
  /** The App ID. */
  readonly clientId?: string;
  /** The Cert ID. */
  readonly clientSecret?: string;
  readonly devId?: string;
  readonly ruName?: string;
  readonly clock?: Clock;
  readonly settings?: Partial<Settings>;
  /** Same seed, same ids and choices. Default: from the time, so that two runs never share order ids. */
  readonly seed?: number;
  readonly stateFile?: string;
  readonly log?: (line: string) => void;
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
  const run = options.seed ?? Math.floor(Date.now() / 100) % 1_000_000;
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
  const scenarios = new Scenarios(world, () => sellingShops(world));
  const control = new Control(world, scenarios, delivery);
  const server = listenerOf(new FrontDoor(world, new ApiServer(world, persist), control, persist), options.log);
  const url = await listen(server, options.port ?? 0, options.host ?? '127.0.0.1');
  world.address.url = url;
  const saving = setInterval(persist, 100).unref();
  const stop = async (): Promise<void> => {
    scenarios.stop();
    world.timeline.stop();
    clearInterval(saving);
    delivery.stop();
    await close(server);
    journal?.stop();
  };
  const urls = { url, apiUrl: url, authUrl: url, consentUrl: `${url}/oauth2/authorize`, controlUrl: `${url}/_control` };
  return { ...urls, ...app, control, stop, [Symbol.asyncDispose]: stop };
}

function listenerOf(door: FrontDoor, log: ((line: string) => void) | undefined): Server {
  const server = createServer((request, response) => {
    door.answer(request, response).catch((error: unknown) => {
      if (response.destroyed) return;
      if (error instanceof EdgeRefusal) return sendAnswer(response, error);
      log?.(`sandbox error at ${request.method} ${request.url}: ${error instanceof Error ? error.stack : String(error)}`);
      if (!response.headersSent)
        sendJson(response, 500, { errors: [{ errorId: 2003, domain: 'ACCESS', category: 'APPLICATION', message: 'Internal error' }] });
    });
  });
  server.keepAliveTimeout = 30_000;
  return server;
}

/** Shops whose seller let the application in, or all of them while none did. */
function sellingShops(world: World): string[] {
  const ids = [...world.sellers.all()].map(({ id }) => id);
  const authorized = ids.filter((id) => isAuthorized(world, id));
  return authorized.length > 0 ? authorized : ids;
}
