import { setTimeout as wait } from 'node:timers/promises';
import { isObject, type JsonObject } from './call.ts';
import { deleteMessage, hideMessage, md5Of, queueUrl, receiveMessages } from './queue.ts';
import type { World } from './world.ts';

const prefix = 'AmazonSQS.';
const longestWaitSeconds = 20;
const lookEveryMs = 50;

export interface QueueAnswer {
  readonly status: number;
  readonly body: JsonObject;
}

/** Whether a request speaks to the queue: AWS JSON says so in a header, whatever the path. */
export const isQueueTarget = (target: string | undefined): target is string => target?.startsWith(prefix) ?? false;

const refused = (type: string, message: string, status = 400): QueueAnswer => ({
  status,
  body: { __type: `com.amazonaws.sqs#${type}`, message },
});

interface QueueRequest {
  readonly target: string;
  readonly authorization: string;
  readonly body: Buffer;
  /** Ends a long wait when the caller has gone. */
  readonly signal: AbortSignal;
}

/** The AWS JSON protocol of SQS, for one queue. The signature is not recomputed: only its key id is looked at. */
export async function answerQueue(world: World, { target, authorization, body, signal }: QueueRequest): Promise<QueueAnswer> {
  const isSigned = authorization.startsWith('AWS4-HMAC-SHA256') && authorization.includes(`Credential=${world.aws.accessKeyId}/`);
  if (!isSigned) return refused('InvalidClientTokenId', 'The security token included in the request is invalid.', 403);
  const input = parse(body);
  if (!input) return refused('SerializationException', 'The body is no JSON object.');
  if (input.QueueUrl !== queueUrl(world)) return refused('QueueDoesNotExist', 'The specified queue does not exist.');
  const action = target.slice(prefix.length);
  if (action === 'ReceiveMessage') return await receive(world, input, signal);
  if (action === 'DeleteMessage') return remove(world, input);
  if (action === 'DeleteMessageBatch') return removeMany(world, input);
  if (action === 'ChangeMessageVisibility') {
    hideMessage(world, text(input.ReceiptHandle), number(input.VisibilityTimeout, 30) * 1000);
    return { status: 200, body: {} };
  }
  if (action === 'GetQueueAttributes') {
    return { status: 200, body: { Attributes: { ApproximateNumberOfMessages: String(world.messages.size) } } };
  }
  return refused('InvalidAction', `${action} is not known here.`);
}

async function receive(world: World, input: JsonObject, signal: AbortSignal): Promise<QueueAnswer> {
  const most = number(input.MaxNumberOfMessages, 1);
  if (most < 1 || most > 10) return refused('InvalidParameterValue', 'MaxNumberOfMessages must be between 1 and 10.');
  const waitSeconds = number(input.WaitTimeSeconds, 0);
  if (waitSeconds < 0 || waitSeconds > longestWaitSeconds)
    return refused('InvalidParameterValue', 'WaitTimeSeconds must be between 0 and 20.');
  const hideMs = number(input.VisibilityTimeout, 30) * 1000;
  const untilMs = performance.now() + waitSeconds * 1000;
  let messages = receiveMessages(world, most, hideMs);
  while (messages.length === 0 && performance.now() < untilMs && !signal.aborted) {
    await wait(lookEveryMs, undefined, { ref: false });
    if (!signal.aborted) messages = receiveMessages(world, most, hideMs);
  }
  if (messages.length === 0) return { status: 200, body: {} };
  return {
    status: 200,
    body: {
      Messages: messages.map((message) => ({
        MessageId: message.id,
        ReceiptHandle: message.receiptHandle,
        MD5OfBody: md5Of(message.body),
        Body: message.body,
        Attributes: { SentTimestamp: String(message.sentMs), ApproximateReceiveCount: String(message.receiveCount) },
      })),
    },
  };
}

function remove(world: World, input: JsonObject): QueueAnswer {
  const handle = text(input.ReceiptHandle);
  if (!handle.includes('#')) return refused('ReceiptHandleIsInvalid', 'The input receipt handle is invalid.');
  deleteMessage(world, handle);
  return { status: 200, body: {} };
}

function removeMany(world: World, input: JsonObject): QueueAnswer {
  const entries = Array.isArray(input.Entries) ? input.Entries.filter(isObject) : [];
  if (entries.length < 1 || entries.length > 10) return refused('TooManyEntriesInBatchRequest', 'A batch takes one to ten entries.');
  for (const entry of entries) deleteMessage(world, text(entry.ReceiptHandle));
  return { status: 200, body: { Successful: entries.map(({ Id }) => ({ Id })), Failed: [] } };
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const number = (value: unknown, otherwise: number): number => (typeof value === 'number' ? value : otherwise);

function parse(body: Buffer): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    return isObject(value) ? value : undefined;
  } catch {
    // Answered as a broken request.
    return undefined;
  }
}
