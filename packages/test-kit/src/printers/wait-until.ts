import { setTimeout as sleep } from 'node:timers/promises';

/** Time-outs are written for a machine that does nothing else; one that tests many things at once gets this many times as long. */
const patience = 4;

/** Waits until a condition holds; after `timeoutMs`, times our patience, throws with `what` and, if given, more words. */
export async function waitUntil(
  what: string,
  holds: () => boolean | Promise<boolean>,
  timeoutMs = 15_000,
  words: () => string = () => '',
): Promise<void> {
  const deadline = Date.now() + timeoutMs * patience;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`Waited ${timeoutMs * patience} ms in vain: ${what}. ${words()}`);
    await sleep(25);
  }
}
