import type { LiveChange } from '@shopfleet/contracts';
import type { TFunction } from 'i18next';
import type { Schemas } from '../../lib/api.ts';
import { formatDuration } from '../../lib/format.ts';

/** What the ticker knows about the things that changes name. */
export interface Known {
  readonly orders: ReadonlyMap<string, Pick<Schemas['Order'], 'id' | 'externalId'>>;
  readonly jobs: ReadonlyMap<string, Pick<Schemas['PrintJob'], 'title' | 'orderId' | 'printerName' | 'durationMs'>>;
}

export interface LiveSentence {
  readonly text: string;
  readonly orderId: string | null;
  /** False while the order that it speaks of is not known yet. */
  readonly isNamed: boolean;
}

/** Steps between steps: they pass too quickly to be read. */
const quiet = new Set([
  'print-job queued',
  'print-job leased',
  'print-job received',
  'print-job sending',
  'print-job spooled',
  'stock published',
  'run queued',
  'run advanced',
  'order changed',
  'order fulfilment-requested',
  'order arranging',
  // Said by the print job itself.
  'order print-queued',
  'order printed',
]);

/** A change in words; null when it is not worth a line. */
export function liveSentence(t: TFunction, change: LiveChange, known: Known): LiveSentence | null {
  const { topic, what, id } = change;
  if (quiet.has(`${topic} ${what}`)) return null;
  const named = (number: string | undefined) => (number ? t('home.live.order', { order: shortNumber(number) }) : t('home.live.anOrder'));
  if (topic === 'order') {
    const found = known.orders.get(id)?.externalId;
    const text = t([`home.live.orders.${what}`, 'home.live.orders.other'], { order: named(found) });
    return { text, orderId: id, isNamed: found !== undefined };
  }
  if (topic !== 'print-job') {
    const said = t(`home.live.what.${what}`, { defaultValue: what.replaceAll(/[-_]/g, ' ') });
    return { text: t(`home.live.others.${topic}`, { what: said }), orderId: null, isNamed: true };
  }
  const job = known.jobs.get(id);
  const number = job?.orderId ? known.orders.get(job.orderId)?.externalId : undefined;
  const parts = {
    order: number ? named(number) : job?.title || t('home.live.anOrder'),
    printer: job?.printerName || t('home.live.aPrinter'),
  };
  const about = { orderId: job?.orderId ?? null, isNamed: job !== undefined };
  if (what === 'confirmed' && typeof job?.durationMs === 'number') {
    return { text: t('home.live.jobs.confirmedIn', { ...parts, duration: formatDuration(job.durationMs) }), ...about };
  }
  const text = t(`home.live.jobs.${what}`, { ...parts, defaultValue: '' });
  return text === '' ? null : { text, ...about };
}

/** Marketplaces number orders with 18 digits; people tell them apart by the ends. */
function shortNumber(number: string): string {
  return number.length > 12 ? `${number.slice(0, 4)}…${number.slice(-4)}` : number;
}
