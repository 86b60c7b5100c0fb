import { createHash, randomUUID } from 'node:crypto';
import type { QueueMessage } from './model.ts';
import type { World } from './world.ts';

export const queueArn = ({ aws }: World): string => `arn:aws:sqs:${aws.awsRegion}:${aws.accountId}:${aws.queueName}`;

export const queueUrl = ({ aws, address }: World): string => `${address.url}/${aws.accountId}/${aws.queueName}`;

export function queueMessage(world: World, body: string): QueueMessage {
  const nowMs = world.clock.nowMs();
  world.counters.messagesQueued += 1;
  return world.messages.save({ id: randomUUID(), body, sentMs: nowMs, visibleAtMs: nowMs, receiveCount: 0, receiptHandle: '' });
}

/** Up to `most` messages that nobody is working on; each is hidden for a while and gets a new handle. */
export function receiveMessages(world: World, most: number, hideMs: number): QueueMessage[] {
  const nowMs = world.clock.nowMs();
  const found: QueueMessage[] = [];
  for (const message of world.messages.all()) {
    if (found.length >= most) break;
    if (message.visibleAtMs > nowMs) continue;
    message.visibleAtMs = nowMs + hideMs;
    message.receiveCount += 1;
    message.receiptHandle = `${message.id}#${message.receiveCount}`;
    found.push(world.messages.save(message));
  }
  return found;
}

/** A handle also deletes after it is over, as long as nobody received the message anew. */
export function deleteMessage(world: World, handle: string): boolean {
  const message = world.messages.get(handle.split('#')[0] ?? '');
  if (!message || message.receiptHandle !== handle) return false;
  world.counters.messagesDeleted += 1;
  return world.messages.delete(message.id);
}

export function hideMessage(world: World, handle: string, hideMs: number): boolean {
  const message = world.messages.get(handle.split('#')[0] ?? '');
  if (!message || message.receiptHandle !== handle) return false;
  message.visibleAtMs = world.clock.nowMs() + hideMs;
  world.messages.save(message);
  return true;
}

export const md5Of = (text: string): string => createHash('md5').update(text).digest('hex');
