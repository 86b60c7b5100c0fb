import type { LinkProps } from '@tanstack/react-router';
import type { Alert } from '../content-queries.ts';

type Counted = Pick<Alert, 'code' | 'severity'> & { readonly count: number };
type Alerts = { readonly items: readonly Alert[]; readonly counts: readonly Counted[] };

export interface AlertGroup {
  readonly code: Alert['code'];
  readonly severity: Alert['severity'];
  readonly count: number;
  /** Those that the answer named; fewer than `count` when there are very many. */
  readonly items: readonly Alert[];
}

/** Alerts of one kind together, what is needed now before what is needed soon. */
export function groupAlerts({ items, counts }: Alerts): AlertGroup[] {
  return counts
    .filter(({ count }) => count > 0)
    .map(({ code, severity, count }) => ({
      code,
      severity,
      count,
      items: items.filter((item) => item.code === code && item.severity === severity),
    }))
    .toSorted((a, b) => a.severity.localeCompare(b.severity) || b.count - a.count);
}

/** Where the thing itself is. */
export function placeOf({ link }: Alert): LinkProps {
  if (link.kind === 'account') return { to: '/content/accounts/$accountId', params: { accountId: link.id } };
  if (link.kind === 'run') return { to: '/content/sync', search: { run: link.id } };
  return { to: '/content/outlets', search: {} };
}

/** Where all of a kind can be put right. */
export function remedyOf({ code, items }: AlertGroup): LinkProps {
  if (code === 'TOKEN_ENDS') return { to: '/content/outlets', search: { campaign: 'ends-soon' } };
  if (code === 'NEEDS_RECONNECT') return { to: '/content/outlets', search: { campaign: 'reconnect' } };
  if (code === 'DAYS_MISSING') return { to: '/content', search: { sort: 'missing' } };
  const [first] = items;
  return first ? placeOf(first) : { to: '/content/sync', search: {} };
}
