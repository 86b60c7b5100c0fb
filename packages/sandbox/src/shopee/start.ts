import { createServer } from 'node:http';
import { type Clock, systemClock } from '@shopfleet/kernel';
import { sendJson } from '../stage/incoming.ts';
import { close, listen } from '../stage/listening.ts';
import { SandboxClock } from '../stage/sandbox-clock.ts';
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
import { Scenarios } from './scenarios.ts';
import type { Settings } from './settings.ts';
import { isLinked } from './tokens.ts';
import type { PushEvent, World } from './world.ts';

export interface ShopeeSandboxOptions {
  /** 0 (default) takes a free port. */
  readonly port?: number;
  readonly host?: string;
  readonly partnerId?: number;
  readonly partnerKey?: string;
  readonly clock?: Clock;
  readonly settings?: Partial<Settings>;
  /** Same seed, same ids and choices. Default: from the time, so that two runs never share order numbers. */
  readonly seed?: number;
  readonly stateFile?: string;
  readonly log?: (line: string) => void;
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
  const seed = options.seed ?? Math.floor(Date.now() / 100) % 1_000_000;
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
  const scenarios = new Scenarios(world, () => sellingShops(world));
  const control = new Control(world, scenarios, delivery);
  const gateway = new Gateway(world, routes, new RateLimit(world));
  const door = new FrontDoor(world, gateway, new ApiServer(world, gateway, persist), control, persist);
  const server = listenerOf(door, options.log);
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
  const consentUrl = `${url}/auth?partner_id=${app.partnerId}&auth_type=seller&response_type=code`;
  return { url, apiUrl: url, authUrl: url, consentUrl, controlUrl: url, ...app, control, stop, [Symbol.asyncDispose]: stop };
}

function listenerOf(door: FrontDoor, log: ((line: string) => void) | undefined): ReturnType<typeof createServer> {
  const server = createServer((request, response) => {
    door.answer(request, response).catch((error: unknown) => {
      if (response.destroyed) return;
      if (error instanceof Refusal) return sendJson(response, 200, { error: error.error, message: error.message });
      log?.(`sandbox error at ${request.method} ${request.url}: ${error instanceof Error ? error.stack : String(error)}`);
      if (!response.headersSent) sendJson(response, 500, { error: 'error_server', message: 'Something wrong. Please try later.' });
    });
  });
  server.keepAliveTimeout = 30_000;
  return server;
}

/** Shops whose seller let the app in, or all of them while none did. */
function sellingShops(world: World): string[] {
  const shops = [...world.shops.all()];
  const linked = shops.filter((shop) => isLinked(world, shop.id));
  return (linked.length > 0 ? linked : shops).map((shop) => shop.id);
}
