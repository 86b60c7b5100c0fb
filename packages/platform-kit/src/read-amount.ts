import { HubError, type Money, parseMoney } from '@shopfleet/kernel';
import { PlatformFailure } from './failure.ts';

/**
 * A decimal amount as a platform writes it, in minor units of `currency`. A missing or empty one is zero.
 * @throws PlatformFailure `unexpected` for one that is no number: its order is unreadable rather than worth nothing.
 */
export function readAmount(amount: string | null | undefined, currency: string): Money {
  try {
    return parseMoney(amount || '0', currency);
  } catch (cause) {
    if (!(cause instanceof HubError)) throw cause;
    throw new PlatformFailure('unexpected', cause.message, { cause });
  }
}
