import type { Market } from './markets.ts';
import type { Order } from './model.ts';

const monthSeconds = 30 * 86_400;

/** Whether the buyer's details are starred out in answers about this order. */
export function isMasked(order: Order, market: Market, nowSeconds: number): boolean {
  if (market.region === 'US') {
    const isLongOver = order.status === 'COMPLETED' && nowSeconds > order.updateTime + monthSeconds;
    return order.status === 'CANCELLED' || isLongOver;
  }
  return order.shippingType === 'TIKTOK';
}

/** No address yet, or no more. */
export const hasAddress = (order: Order): boolean => order.status !== 'UNPAID' && order.status !== 'ON_HOLD';

/** `Siti Rahmawati` → `S*** R***i`. */
export function maskName(name: string): string {
  const words = name.split(' ').map((word) => `${word.slice(0, 1)}***`);
  return words.join(' ') + name.slice(-1);
}

export const maskDigits = (digits: string): string => `${digits.slice(0, 3)}*****${digits.slice(-2)}`;
export const maskPostalCode = (code: string): string => `${code.slice(0, 2)}***`;
export const maskStreet = (street: string): string => `${street.slice(0, 4)}***`;
