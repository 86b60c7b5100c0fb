import { HubError, type Money, parseMoney } from '@shopfleet/kernel';
import { PlatformFailure } from '@shopfleet/platform-kit';

/** A missing amount is zero; one that is no number makes its owner unreadable rather than worth nothing. */
export function toMoney(amount: string | undefined, currency: string): Money {
  try {
    return parseMoney(amount ?? '0', currency);
  } catch (cause) {
    if (!(cause instanceof HubError)) throw cause;
    throw new PlatformFailure('unexpected', cause.message, { cause });
  }
}
