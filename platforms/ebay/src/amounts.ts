import type { Money } from '@shopfleet/kernel';
import { readAmount } from '@shopfleet/platform-kit';
import type { WireAmount } from './wire/basics.ts';

/** A missing amount is zero, in the currency of its order. */
export const toMoney = (amount: WireAmount | null | undefined, currency: string): Money =>
  readAmount(amount?.value, amount?.currency || currency);
