import type { Secret } from '@shopfleet/kernel';
import {
  type EventQueue,
  type HttpResponse,
  type InboundPlatformEvent,
  PlatformFailure,
  type PlatformHttp,
  readExactJson,
} from '@shopfleet/platform-kit';
import { AwsV4Signer } from 'aws4fetch';
import type { z } from 'zod';
import { manifest } from './manifest.ts';
import { hashOf, readNotification } from './notifications.ts';
import { deletedSchema, receivedSchema } from './wire/queue.ts';

/** A queue of the hub's own AWS account, and a user of it that may receive and delete. */
export interface SqsOptions {
  readonly queueUrl: string;
  /** `arn:aws:sqs:<region>:<account>:<name>`. */
  readonly queueArn: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: Secret;
}

/** The longest that SQS waits by itself, and the most that it hands out at once. */
const waitSeconds = 20;
const mostMessages = 10;
/** How long a message stays away from others while it is being stored. */
const hiddenSeconds = 120;
/** SQS takes far more. */
const limit = { requests: 50, windowSeconds: 1 } as const;

/** The order events that Amazon puts into an SQS queue. */
export function createEventQueue(http: PlatformHttp, sqs: SqsOptions): EventQueue {
  function call<S extends z.ZodType>(action: 'ReceiveMessage' | 'DeleteMessageBatch', body: object, data: S, signal?: AbortSignal) {
    return http.send<z.output<S>>({
      operation: action === 'ReceiveMessage' ? 'queue.receive' : 'queue.delete',
      limitKey: `${manifest.platform}:queue:${action}`,
      limit,
      breakerKey: 'queue',
      // Either may be sent twice: what was received twice is stored once.
      isRead: true,
      timeoutMs: (waitSeconds + 10) * 1_000,
      ...(signal ? { signal } : {}),
      request: () => signRequest(sqs, action, { QueueUrl: sqs.queueUrl, ...body }),
      read: (response) => readAnswer(response, data),
    });
  }

  return {
    everySeconds: 0,

    async pull(signal) {
      const nothing = { events: [], hasMore: false, confirm: async () => undefined };
      if (signal.aborted) return nothing;
      const asked = { MaxNumberOfMessages: mostMessages, WaitTimeSeconds: waitSeconds, VisibilityTimeout: hiddenSeconds };
      const received = await call('ReceiveMessage', asked, receivedSchema, signal).catch((error: unknown) => {
        if (signal.aborted) return undefined;
        throw error;
      });
      if (!received) return nothing;
      const { Messages: messages } = received;
      return {
        events: messages.map(({ Body }) => readMessage(Buffer.from(Body))),
        hasMore: messages.length > 0,
        async confirm() {
          if (messages.length === 0) return;
          const Entries = messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
          const { Failed } = await call('DeleteMessageBatch', { Entries }, deletedSchema);
          // They come again, and are known by then.
          if (Failed.length === messages.length)
            throw new PlatformFailure('unavailable', 'The queue kept every message that it was told to delete');
        },
      };
    },
  };
}

/** What nobody can read is handed on as an event about nothing: left in the queue, it would come for ever. */
function readMessage(rawBody: Buffer): { event: InboundPlatformEvent; rawBody: Uint8Array } {
  const event = readNotification(rawBody);
  const unread = { topic: 'UNREADABLE', dedupeKey: hashOf(rawBody), externalShopId: '', hint: { kind: 'nothing' } } as const;
  return { event: event ?? unread, rawBody };
}

async function signRequest({ queueUrl, queueArn, accessKeyId, secretAccessKey }: SqsOptions, action: string, content: object) {
  const body = JSON.stringify(content);
  const signed = await new AwsV4Signer({
    method: 'POST',
    url: new URL('/', queueUrl).href,
    headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': `AmazonSQS.${action}` },
    body,
    accessKeyId,
    secretAccessKey: secretAccessKey.reveal(),
    service: 'sqs',
    region: queueArn.split(':')[3] ?? '',
  }).sign();
  return { method: 'POST', url: signed.url, headers: Object.fromEntries(signed.headers), body: Buffer.from(body) } as const;
}

function readAnswer<S extends z.ZodType>({ status, body }: HttpResponse, schema: S): z.output<S> {
  const text = Buffer.from(body).toString('utf8');
  if (status === 403 || status === 400) {
    throw new PlatformFailure('forbidden', `The queue refuses us; check its address, its region and the key: ${text.slice(0, 300)}`);
  }
  if (status !== 200) throw new PlatformFailure('unavailable', `The queue answered with HTTP ${status}`);
  const answer = schema.safeParse(readExactJson(text === '' ? '{}' : text));
  if (answer.success) return answer.data;
  throw new PlatformFailure('unexpected', 'The answer of the queue has another shape', { cause: answer.error });
}
