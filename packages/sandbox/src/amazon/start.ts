import type { ServerResponse } from 'node:http';
import { type Clock, systemClock } from '@shopfleet/kernel';
import { sendJson } from '../stage/incoming.ts';
import { Random } from '../stage/random.ts';
import { SandboxClock } from '../stage/sandbox-clock.ts';
import { type ServingOptions, seedOfNow, serve, serverOf } from '../stage/serving.ts';
import { ApiServer } from './api-server.ts';
import { buildWorld, stockShelves } from './build-world.ts';
import { Control } from './control.ts';
import { Courier } from './courier.ts';
import { FrontDoor } from './front-door.ts';
import { Gateway } from './gateway.ts';
import type { Region } from './model.ts';
import { NoticeSink } from './notice-sink.ts';
import { openJournal } from './open-journal.ts';
import { queueArn, queueUrl } from './queue.ts';
import { Refusal } from './refusal.ts';
import { Router } from './router.ts';
import { routes } from './routes.ts';
import { openScenarios } from './scenarios.ts';
import type { Settings } from './settings.ts';
import { TokenBuckets } from './token-bucket.ts';
import type { AppCredentials, AwsAccount, Notice, World } from './world.ts';

export interface AmazonSandboxOptions extends ServingOptions, Partial<AppCredentials> {
  readonly clock?: Clock;
  readonly settings?: Partial<Settings>;
}

export interface AmazonSandbox extends AsyncDisposable, AppCredentials {
  readonly url: string;
  /** Host of the API, whatever the region. */
  readonly apiUrl: string;
  /** Hosts that refuse sellers of other regions. */
  readonly apiUrls: Readonly<Record<Region, string>>;
  /** Host of Login with Amazon: tokens come from `/auth/o2/token`. */
  readonly authUrl: string;
  /** Authorization page; add `state` (and `redirect_uri`). */
  readonly consentUrl: string;
  readonly consentUrls: Readonly<Record<Region, string>>;
  /** The page to steer by hand, and the root of the control API (`/_control/…`). */
  readonly controlUrl: string;
  /** The queue that a destination may name, and the key that reads it. */
  readonly queue: { readonly arn: string; readonly url: string; readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly control: Control;
  stop(): Promise<void>;
}

const aws: AwsAccount = {
  accountId: '111122223333',
  awsRegion: 'eu-west-1',
  queueName: 'hub-amazon-events',
  accessKeyId: 'AKIASANDBOX00000001',
  secretAccessKey: 'sandbox-aws-secret-access-key-00000001',
};

/** Starts a marketplace of its own on loopback. Nothing leaves the machine but events to the address it was given. */
export async function startAmazonSandbox(options: AmazonSandboxOptions = {}): Promise<AmazonSandbox> {
  const app = {
    clientId: options.clientId ?? 'amzn1.application-oa2-client.5a4db0c5a4db0c5a4db0c5a4db0c0001',
    clientSecret: options.clientSecret ?? 'amzn1.oa2-cs.v1.5a4db0c5a4db0c5a4db0c5a4db0c5a4db0c5a4db0c5a4db0c5a4db0c00000001',
    applicationId: options.applicationId ?? 'amzn1.sp.solution.5a4db0c0-0000-4000-8000-000000000001',
  };
  const clock = new SandboxClock(options.clock ?? systemClock);
  const seed = options.seed ?? seedOfNow();
  const settings = options.settings ?? {};
  const world: World = buildWorld({ app, aws }, clock, { run: seed, settings }, (notice: Notice) => sink.emit(notice));
  const courier = new Courier(world);
  const sink = new NoticeSink(world, courier);
  const journal = options.stateFile === undefined ? undefined : openJournal(world, options.stateFile);
  // What the caller asks for goes before what the state file remembers.
  Object.assign(world.settings, settings);
  stockShelves(world);
  journal?.start();
  const persist = (): void => journal?.flush();
  const scenarios = openScenarios(world);
  const control = new Control(world, scenarios, courier);
  const gateway = new Gateway(world, new Router(routes), new TokenBuckets());
  const door = new FrontDoor(world, new ApiServer(world, gateway, new Random(seed + 1), persist), control, persist);
  const server = serverOf(door, { refuse, fail, log: options.log });
  const { url, stop } = await serve(server, options, { world, journal, others: [scenarios, courier] });
  const consent = `/apps/authorize/consent?application_id=${app.applicationId}`;
  return {
    url,
    ...app,
    apiUrl: url,
    apiUrls: byRegion((prefix) => `${url}${prefix}`),
    authUrl: url,
    consentUrl: `${url}${consent}`,
    consentUrls: byRegion((prefix) => `${url}${prefix}${consent}`),
    controlUrl: url,
    queue: { arn: queueArn(world), url: queueUrl(world), accessKeyId: aws.accessKeyId, secretAccessKey: aws.secretAccessKey },
    control,
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

const byRegion = (urlOf: (prefix: string) => string): Record<Region, string> => ({ NA: urlOf('/na'), EU: urlOf('/eu'), FE: urlOf('/fe') });

const refuse = (response: ServerResponse, error: unknown): boolean => {
  if (error instanceof Refusal) sendJson(response, error.status, errorOf(error.code, error.message));
  return error instanceof Refusal;
};

const fail = (response: ServerResponse): void => sendJson(response, 500, errorOf('InternalFailure', 'Internal error'));

const errorOf = (code: string, message: string) => ({ errors: [{ code, message, details: '' }] });
