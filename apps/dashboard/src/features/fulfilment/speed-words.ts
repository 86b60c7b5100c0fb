import type { TFunction } from 'i18next';
import { currentLanguage } from '../../lib/words.ts';
import type { Speed } from './speed-query.ts';

const shown = (value: number): string =>
  new Intl.NumberFormat(currentLanguage(), { maximumFractionDigits: value < 10 ? 1 : 0 }).format(value);

/** `12 min`, `26 h`, `3.5 days`; a dash where nothing was shipped. */
export function hours(t: TFunction, value: number | null): string {
  if (value === null) return '–';
  if (value < 1) return t('fulfilment.minutes', { number: shown(Math.ceil(value * 60)) });
  return value < 48 ? t('fulfilment.hours', { number: shown(value) }) : t('fulfilment.days', { number: shown(value / 24) });
}

/** The share of orders that went out too late; undefined without orders. */
export const lateShare = ({ shipped, late }: Speed): number | undefined => (shipped === 0 ? undefined : late / shipped);
