import { describe, expect, it } from 'vitest';
import type { Alert } from '../content-queries.ts';
import { groupAlerts, remedyOf } from './alert-groups.ts';

const alert = (code: Alert['code'], severity: Alert['severity'], link: Alert['link']): Alert => ({
  code,
  severity,
  params: {},
  outletName: 'Kemang',
  handle: 'kemang',
  since: null,
  link,
});
const slow = alert('SYNC_SLOW', 'warning', { kind: 'run', id: 'run_1' });
const lost = alert('NEEDS_RECONNECT', 'critical', { kind: 'account', id: 'cac_1' });

describe('alerts', () => {
  it('stand together by kind, what is needed now first', () => {
    const groups = groupAlerts({
      items: [slow, lost],
      counts: [
        { code: 'SYNC_SLOW', severity: 'warning', count: 1 },
        { code: 'NEEDS_RECONNECT', severity: 'critical', count: 250 },
        { code: 'TOKEN_ENDS', severity: 'warning', count: 0 },
      ],
    });
    expect(groups).toEqual([
      { code: 'NEEDS_RECONNECT', severity: 'critical', count: 250, items: [lost] },
      { code: 'SYNC_SLOW', severity: 'warning', count: 1, items: [slow] },
    ]);
  });

  it('lead to where they can be put right', () => {
    const group = { severity: 'critical', count: 1 } as const;
    expect(remedyOf({ ...group, code: 'NEEDS_RECONNECT', items: [lost] })).toEqual({
      to: '/content/outlets',
      search: { campaign: 'reconnect' },
    });
    expect(remedyOf({ ...group, code: 'DAYS_MISSING', items: [] })).toEqual({ to: '/content', search: { sort: 'missing' } });
    expect(remedyOf({ ...group, code: 'SYNC_SLOW', items: [slow] })).toEqual({ to: '/content/sync', search: { run: 'run_1' } });
  });
});
