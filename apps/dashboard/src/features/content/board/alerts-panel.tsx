import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { CircleAlert, CircleCheck, Clock } from 'lucide-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { alertsQuery } from '../../../app/content-alerts.ts';
import { useMay } from '../../../app/session.ts';
import { formatShare } from '../../../lib/format.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Button } from '../../../ui/button.tsx';
import { Panel } from '../../../ui/panel.tsx';
import type { Alert } from '../content-queries.ts';
import { type AlertGroup, groupAlerts, placeOf, remedyOf } from './alert-groups.ts';

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
  const listId = useId();
  const [isOpen, setOpen] = useState(false);
  const { code, severity, count, items } = group;
  const Icon = severity === 'critical' ? CircleAlert : Clock;
  const needsWriting = code === 'TOKEN_ENDS' || code === 'NEEDS_RECONNECT';
  return (
    <li className="px-4 py-2">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Icon className={`size-5 shrink-0 ${severity === 'critical' ? 'text-bad' : 'text-warn'}`} aria-hidden />
        <div className="min-w-0 flex-[1_1_16rem]">
          <p className="flex flex-wrap items-center gap-x-2 font-medium">
            {t(`contentAlerts.what.${code}`, { count })}
            <Badge tone={severity === 'critical' ? 'bad' : 'warn'}>{t(`contentAlerts.severity.${severity}`)}</Badge>
          </p>
          <p className="text-sm text-soft">{t(`contentAlerts.todo.${code}`)}</p>
        </div>
        {items.length > 0 && (
          <Button size="small" look="ghost" aria-expanded={isOpen} aria-controls={listId} onClick={() => setOpen(!isOpen)}>
            {t(isOpen ? 'contentAlerts.hide' : 'contentAlerts.show')}
          </Button>
        )}
        {(mayWrite || !needsWriting) && (
          <Link
            {...remedyOf(group)}
            className="inline-flex h-8 items-center rounded-lg border border-line bg-raised px-2.5 text-sm font-medium whitespace-nowrap hover:bg-page"
          >
            {t(`contentAlerts.act.${code}`)}
          </Link>
        )}
      </div>
      {isOpen && (
        <ul id={listId} className="mt-1 flex max-h-60 flex-wrap gap-x-4 overflow-y-auto pl-8 text-sm">
          {items.map((alert) => (
            <li key={`${alert.link.kind} ${alert.link.id}`}>
              <AlertLine alert={alert} />
            </li>
          ))}
          {count > items.length && <li className="text-soft">{t('contentAlerts.more', { count: count - items.length })}</li>}
        </ul>
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
      <Link {...placeOf(alert)} className="inline-flex min-h-7 items-center text-accent underline">
        {detail}
      </Link>
    );
  }
  return (
    <>
      <Link {...placeOf(alert)} className="inline-flex min-h-7 items-center font-medium text-accent underline">
        {handle ? `@${handle}` : outletName}
      </Link>{' '}
      <span className="text-soft">{detail}</span>
    </>
  );
}
