import { HubError } from './hub-error.ts';

/** An amount in minor units (cents) of an ISO 4217 currency. Adds only to its own currency. */
export interface Money {
  readonly minor: number;
  readonly currency: string;
}

const digitsOf = new Map<string, number>();

/** Number of decimals of a currency: 2 for USD, 0 for JPY. Throws `INVALID_MONEY` for a code that is not ISO 4217 shaped. */
export function currencyDecimals(currency: string): number {
  if (!/^[A-Z]{3}$/.test(currency)) throw new HubError('INVALID_MONEY', { message: `"${currency}" is not a three-letter currency code` });
  let digits = digitsOf.get(currency);
  if (digits === undefined) {
    digits = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
    digitsOf.set(currency, digits);
  }
  return digits;
}

/** Reads a decimal string such as "12.50"; more decimals than the currency has are rounded half away from zero. */
export function parseMoney(amount: string, currency: string): Money {
  const match = /^(-?)(\d{1,15})(?:\.(\d+))?$/.exec(amount.trim());
  if (!match) throw new HubError('INVALID_MONEY', { message: `"${amount}" is not a decimal amount` });
  const decimals = currencyDecimals(currency);
  const fraction = (match[3] ?? '').padEnd(decimals + 1, '0');
  const units = Number(`${match[2]}${fraction.slice(0, decimals)}`) + (Number(fraction[decimals]) >= 5 ? 1 : 0);
  if (!Number.isSafeInteger(units)) throw new HubError('INVALID_MONEY', { message: `"${amount}" is too large` });
  return { minor: match[1] && units !== 0 ? -units : units, currency };
}

/** Writes the decimal string of the wire: `{ minor: 1250, currency: 'USD' }` → "12.50". */
export function formatMoney(money: Money): string {
  const decimals = currencyDecimals(money.currency);
  const digits = Math.abs(money.minor)
    .toString()
    .padStart(decimals + 1, '0');
  const sign = money.minor < 0 ? '-' : '';
  return decimals === 0 ? sign + digits : `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** Adds two amounts of one currency; throws `INVALID_MONEY` when the currencies differ. */
export function addMoney(a: Money, b: Money): Money {
  if (a.currency !== b.currency) throw new HubError('INVALID_MONEY', { message: `cannot add ${a.currency} and ${b.currency}` });
  return { minor: a.minor + b.minor, currency: a.currency };
}
