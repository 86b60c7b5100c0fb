import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { CircleAlert, CircleCheck, Clock } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { alertsQuery } from '../../../app/content-alerts.ts';
import { useMay } from '../../../app/session.ts';
import { formatShare } from '../../../lib/format.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Button } from '../../../ui/button.tsx';
import { Panel } from '../../../ui/panel.tsx';
import type { Alert } from '../content-queries.ts';
import { type AlertGroup, groupAlerts, placeOf, remedyOf } from './alert-groups.ts';

const shownFirst = 3;

/** What needs a person, kind by kind, each with what to do and the way there. */
export function AlertsPanel() {
  const { t } = useTranslation();
  const { data } = useQuery(alertsQuery);
  if (!data) return null;
  const groups = groupAlerts(data);
  if (groups.length === 0) {
    return (
      <p className="flex items-center gap-2 rounded-xl bg-good-wash px-4 py-2 font-medium text-good">
        <CircleCheck className="size-5 shrink-0" aria-hidden /> {t('contentAlerts.none')}
      </p>
    );
  }
  return (
    <Panel title={t('contentAlerts.title')} isFlush>
      <ul className="divide-y divide-line/70">
        {groups.map((group) => (
          <GroupRow key={`${group.code} ${group.severity}`} group={group} />
        ))}
      </ul>
    </Panel>
  );
}

function GroupRow({ group }: { group: AlertGroup }) {
  const { t } = useTranslation();
  const mayWrite = useMay('content:write');
  const [isOpen, setOpen] = useState(false);
  const { code, severity, count, items } = group;
  const Icon = severity === 'critical' ? CircleAlert : Clock;
  const needsWriting = code === 'TOKEN_ENDS' || code === 'NEEDS_RECONNECT';
  const shown = isOpen ? items : items.slice(0, shownFirst);
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-2 px-4 py-3">
      <Icon className={`mt-0.5 size-5 shrink-0 ${severity === 'critical' ? 'text-bad' : 'text-warn'}`} aria-hidden />
      <div className="min-w-0 flex-[1_1_18rem]">
        <p className="flex flex-wrap items-center gap-2 font-medium">
          {t(`contentAlerts.what.${code}`, { count })}
          <Badge tone={severity === 'critical' ? 'bad' : 'warn'}>{t(`contentAlerts.severity.${severity}`)}</Badge>
        </p>
        <p className="text-soft">{t(`contentAlerts.todo.${code}`)}</p>
        <ul className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-0.5 text-sm">
          {shown.map((alert) => (
            <li key={`${alert.link.kind} ${alert.link.id}`}>
              <AlertLine alert={alert} />
            </li>
          ))}
          {count > shownFirst && (
            <li>
              <Button size="small" look="ghost" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
                {isOpen ? t('contentAlerts.fewer') : t('contentAlerts.more', { count: count - shownFirst })}
              </Button>
            </li>
          )}
        </ul>
      </div>
      {(mayWrite || !needsWriting) && (
        <Link
          {...remedyOf(group)}
          className="inline-flex h-8 items-center rounded-lg border border-line bg-raised px-2.5 text-sm font-medium whitespace-nowrap hover:bg-page"
        >
          {t(`contentAlerts.act.${code}`)}
        </Link>
      )}
    </li>
  );
}

function AlertLine({ alert }: { alert: Alert }) {
  const { t } = useTranslation();
  const { code, params, outletName, handle, link } = alert;
  const detail = t(`contentAlerts.detail.${code}`, {
    ...params,
    ...(params.status === undefined ? {} : { status: t(`content.status.${params.status}`) }),
    ...(params.job === undefined ? {} : { job: t(`contentSync.job.${params.job}`) }),
    ...(typeof params.percent === 'number' ? { percent: formatShare(params.percent / 100) } : {}),
  });
  if (link.kind === 'run') {
    return (
      <Link {...placeOf(alert)} className="inline-flex min-h-6 items-center text-accent underline">
        {detail}
      </Link>
    );
  }
  return (
    <>
      <Link {...placeOf(alert)} className="inline-flex min-h-6 items-center font-medium text-accent underline">
        {handle ? `@${handle}` : outletName}
      </Link>{' '}
      <span className="text-soft">{detail}</span>
    </>
  );
}
