import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useAction } from '../../app/use-action.ts';
import { api, read } from '../../lib/api.ts';
import { formatInstant } from '../../lib/format.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { QueryState } from '../../ui/query-state.tsx';
import { deviceName } from './device-name.ts';
import { sessionsQuery } from './people-queries.ts';

export function SessionsPanel() {
  const { t } = useTranslation();
  const query = useQuery(sessionsQuery);
  const end = useAction((sessionId: string) => read(api.DELETE('/api/user/sessions/{sessionId}', { params: { path: { sessionId } } })), {
    stale: [['people', 'sessions']],
    said: t('people.account.ended'),
  });
  const nameOf = (userAgent: string) => {
    const device = deviceName(userAgent);
    if (!device) return userAgent.slice(0, 60) || t('people.account.unknownDevice');
    return device.system ? t('people.account.onSystem', { browser: device.browser, system: device.system }) : device.browser;
  };
  return (
    <Panel title={t('people.account.sessions')} isFlush>
      <QueryState query={query}>
        {({ items }) => (
          <ul className="divide-y divide-line/70">
            {items
              .toSorted((a, b) => Number(b.isCurrent) - Number(a.isCurrent) || b.createdAt.localeCompare(a.createdAt))
              .map(({ id, userAgent, ipAddress, createdAt, isCurrent }) => (
                <li key={id} className="flex items-center justify-between gap-3 px-4 py-2.5">
                  <div className="min-w-0">
                    <p className="font-medium">{nameOf(userAgent)}</p>
                    <p className="text-sm text-soft">
                      {ipAddress && `${ipAddress} · `}
                      {t('people.account.since', { when: formatInstant(createdAt) })}
                    </p>
                  </div>
                  {isCurrent ? (
                    <Badge tone="good">{t('people.account.current')}</Badge>
                  ) : (
                    <Button
                      size="small"
                      aria-label={t('people.account.endOf', { device: nameOf(userAgent) })}
                      isBusy={end.isPending && end.variables === id}
                      onClick={() => end.mutate(id)}
                    >
                      {t('people.account.end')}
                    </Button>
                  )}
                </li>
              ))}
          </ul>
        )}
      </QueryState>
    </Panel>
  );
}
