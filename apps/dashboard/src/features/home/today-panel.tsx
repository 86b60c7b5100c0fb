import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../lib/api.ts';
import { formatDuration, formatNumber } from '../../lib/format.ts';
import { Panel } from '../../ui/panel.tsx';
import { HoursChart } from './hours-chart.tsx';

/** The day so far: how much came in, how much went out on paper, how fast. */
export function TodayPanel({ home }: { home: Schemas['Home'] }) {
  const { t } = useTranslation();
  const { eventToPaperP50Ms: typical, eventToPaperP95Ms: slowest } = home;
  const isQuiet = home.hours.every((hour) => hour.orders === 0 && hour.printed === 0);
  return (
    <Panel title={t('home.today')}>
      <dl className="flex flex-wrap gap-x-7 gap-y-3">
        <Figure label={t('home.toShip')}>
          <Link to="/orders" search={{ view: 'to_ship' }} className="hover:text-accent hover:underline">
            {formatNumber(home.toShip)}
          </Link>
        </Figure>
        <Figure label={t('home.waitingJobs')}>
          <Link to="/queue" className="hover:text-accent hover:underline">
            {formatNumber(home.waitingJobs)}
          </Link>
        </Figure>
        <Figure label={t('home.ordersToday')}>{formatNumber(home.ordersToday)}</Figure>
        <Figure label={t('home.printedToday')}>{formatNumber(home.printedToday)}</Figure>
        <Figure label={t('home.eventToPaper')}>
          {typical === null ? (
            <span className="text-base font-normal text-soft">{t('home.noLabels')}</span>
          ) : (
            <>
              {formatDuration(typical)} <small className="text-sm font-normal text-soft">{t('home.typical')}</small>
              {slowest !== null && (
                <>
                  <span className="mx-1.5 text-faint">·</span>
                  {formatDuration(slowest)} <small className="text-sm font-normal text-soft">{t('home.slowest')}</small>
                </>
              )}
            </>
          )}
        </Figure>
      </dl>
      <div className="mt-4">
        {isQuiet ? <p className="py-6 text-center text-soft">{t('home.chartEmpty')}</p> : <HoursChart hours={home.hours} />}
      </div>
    </Panel>
  );
}

function Figure({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-sm text-soft">{label}</dt>
      <dd className="text-2xl font-semibold tracking-tight">{children}</dd>
    </div>
  );
}
