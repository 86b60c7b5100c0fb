import { FileText, Package } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../lib/api.ts';
import { formatInstant } from '../../lib/format.ts';
import { hubSays } from '../../lib/hub-says.ts';
import { Badge, type Tone } from '../../ui/badge.tsx';
import { classes } from '../../ui/classes.ts';
import { Panel } from '../../ui/panel.tsx';

type Parcel = Schemas['Package'];

const statusTones: Readonly<Record<string, Tone>> = {
  to_arrange: 'info',
  arranging: 'info',
  to_hand_over: 'accent',
  in_transit: 'good',
  delivered: 'good',
};
const resultTones: Readonly<Record<string, Tone>> = { applied: 'good', rejected: 'bad', unknown: 'warn', sending: 'info' };

/** One that was divided or put into another before anything was done with it is none: the history says what became of it. */
const isToShow = ({ status, label, trackingNumber, fulfillments }: Parcel): boolean =>
  status !== 'cancelled' || label !== null || trackingNumber !== '' || fulfillments.length > 0;

/** The boxes, their labels, and what the marketplace said to each step. */
export function PackagesPanel({ order }: { order: Schemas['OrderDetail'] }) {
  const { t } = useTranslation();
  const parcels = order.packages.filter(isToShow);
  return (
    <Panel title={t('order.packages')} isFlush>
      {parcels.length === 0 && (
        <p className="px-4 py-4 text-soft">{t(order.status === 'cancelled' ? 'order.noPackageMade' : 'order.noPackages')}</p>
      )}
      <ul className="divide-y divide-line/70">
        {parcels.map((parcel) => (
          <ParcelRow key={parcel.id} parcel={parcel} job={order.printJobs.find((one) => one.packageId === parcel.id)} />
        ))}
      </ul>
    </Panel>
  );
}

function ParcelRow({ parcel, job }: { parcel: Parcel; job: Schemas['PrintJob'] | undefined }) {
  const { t } = useTranslation();
  return (
    <li className="flex flex-col gap-2 px-4 py-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="flex min-w-0 flex-wrap items-center gap-x-2">
          <Package className="size-4.5 shrink-0 text-soft" aria-hidden />
          <span className={classes('font-medium', parcel.trackingNumber ? 'truncate font-mono' : 'text-soft')}>
            {parcel.trackingNumber || t('order.package.noTracking')}
          </span>
          <span className="text-sm whitespace-nowrap text-soft">
            {[parcel.carrierName, t('order.package.items', { count: parcel.lineIds.length })].filter(Boolean).join(' · ')}
          </span>
        </p>
        <Badge tone={statusTones[parcel.status] ?? 'neutral'}>
          {t(`order.package.status.${parcel.status}`, { defaultValue: parcel.status })}
        </Badge>
      </div>
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-soft">
        {parcel.label ? t('order.package.labelFetched', { when: formatInstant(parcel.label.fetchedAt) }) : t('order.package.noLabel')}
        {parcel.label && job && (
          <a
            href={`/api/printers/queue/${job.id}/document`}
            target="_blank"
            rel="noreferrer"
            className="inline-flex min-h-6 items-center gap-1 font-medium text-accent underline"
          >
            <FileText className="size-4" aria-hidden /> {t('order.package.viewLabel')}
          </a>
        )}
      </p>
      {parcel.fulfillments.length > 0 && (
        <ul className="flex flex-col gap-1">
          {parcel.fulfillments.map((step) => (
            <li key={`${step.step} ${step.createdAt}`} className="flex flex-wrap items-baseline gap-x-2 gap-y-0.5 text-sm">
              <span>{t(`order.package.step.${step.step}`, { defaultValue: step.step })}</span>
              <Badge tone={resultTones[step.state] ?? 'neutral'}>
                {t(`order.package.result.${step.state}`, { defaultValue: step.state })}
              </Badge>
              <span className="text-soft">{formatInstant(step.finishedAt ?? step.createdAt)}</span>
              {step.problem && <span className="w-full text-bad">{hubSays(step.problem)}</span>}
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}
