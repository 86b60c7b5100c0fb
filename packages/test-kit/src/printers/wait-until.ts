import { setTimeout as sleep } from 'node:timers/promises';

/** Waits until a condition holds; after `timeoutMs` throws with `what` and, if given, more words. */
export async function waitUntil(
  what: string,
  holds: () => boolean | Promise<boolean>,
  timeoutMs = 15_000,
  words: () => string = () => '',
): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`Waited ${timeoutMs} ms in vain: ${what}. ${words()}`);
    await sleep(25);
  }
}
