import type { TFunction } from 'i18next';
import type { Schemas } from '../../lib/api.ts';
import { hubSays } from '../../lib/hub-says.ts';

type Entry = Schemas['HistoryEntry'];

/** What happened, in a sentence. A kind that no words know is shown as the hub named it, with what it noted. */
export function historySentence(t: TFunction, { kind, detail }: Pick<Entry, 'kind' | 'detail'>): string {
  const known = `orderHistory.kinds.${kind.replaceAll(/[._: ]/g, '-')}`;
  const values = Object.fromEntries(Object.entries(detail).map(([key, value]) => [key, inWords(t, key, value)]));
  if (t(known, { defaultValue: '' }) !== '') {
    // A part that was not noted leaves no empty quotes or trailing colon behind.
    return t(known, { ...blanks, ...values })
      .replaceAll(/[:\s]*(“”)?\s*$/g, '')
      .trim();
  }
  const noted = Object.entries(values).filter(([, value]) => value !== '');
  const name = kind.replaceAll(/[-._]/g, ' ');
  const sentence = name.charAt(0).toUpperCase() + name.slice(1);
  return noted.length === 0 ? sentence : `${sentence} (${noted.map(([key, value]) => `${key}: ${value}`).join(', ')})`;
}

const blanks = {
  status: '',
  from: '',
  to: '',
  ruleName: '',
  action: '',
  note: '',
  reason: '',
  holdReason: '',
  printerName: '',
  trackingNumber: '',
};

function inWords(t: TFunction, key: string, value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'object') return JSON.stringify(value);
  const text = String(value);
  if (['status', 'from', 'to'].includes(key)) return t(`orders.status.${text}`, { defaultValue: text });
  return key === 'action' ? t(`orderHistory.ruleAction.${text}`, { defaultValue: text }) : hubSays(text);
}

/** Who did it: `user:Ayu` is a name, `system:hub` the hub, `rule: Big orders` a rule. */
export function actorName(t: TFunction, actor: string): string {
  const [kind = '', ...rest] = actor.split(':');
  const name = rest.join(':').trim();
  if (kind === 'rule' && name !== '') return t('orderHistory.ruleActor', { name });
  if (kind === 'system') return t([`orderHistory.actor.${name}`, 'orderHistory.actor.system']);
  const isId = /^[a-z]+_[0-9a-z]{20,}$/.test(name);
  if (['user', 'agent', 'api-key'].includes(kind) && name !== '' && !isId) return name;
  return t(`orderHistory.actor.${kind}`, { defaultValue: actor });
}
