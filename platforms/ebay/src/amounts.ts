import { HubError, type Money, parseMoney } from '@shopfleet/kernel';
import { PlatformFailure } from '@shopfleet/platform-kit';
import type { WireAmount } from './wire/basics.ts';

/** A missing amount is zero; one that is no number makes its order unreadable rather than worth nothing. */
export function toMoney(amount: WireAmount | null | undefined, currency: string): Money {
  try {
    return parseMoney(amount?.value || '0', amount?.currency || currency);
  } catch (cause) {
    if (!(cause instanceof HubError)) throw cause;
    throw new PlatformFailure('unexpected', cause.message, { cause });
  }
}
