import { useQuery } from '@tanstack/react-query';
import { ExternalLink } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../lib/api.ts';
import { formatDuration, formatInstant, formatNumber } from '../../lib/format.ts';
import { hubSays } from '../../lib/hub-says.ts';
import { Badge, type Tone } from '../../ui/badge.tsx';
import { Drawer } from '../../ui/drawer.tsx';
import { QueryState } from '../../ui/query-state.tsx';
import { OrderLink } from './job-row.tsx';
import { isMoving, jobTones } from './job-state.ts';
import { type Job, printJobQuery } from './print-queries.ts';
import { useRequestedBy } from './requested-by.ts';

type Attempt = Schemas['PrintAttempt'];

const outcomeTones: Readonly<Record<string, Tone>> = {
  confirmed: 'good',
  'person-printed': 'good',
  unknown: 'warn',
  failed: 'bad',
  refused: 'bad',
};
const steps = ['received', 'sending', 'spooled', 'confirmed', 'unknown', 'failed', 'cancelled'] as const;
const outcomes = [...steps.slice(3), 'refused', 'taken-back', 'person-printed', 'person-not-printed'];

/** One job with every try to print it, fresh while it is open. */
export function JobDrawer({ job, onClose, actions }: { job: Job; onClose: () => void; actions?: ReactNode }) {
  const { t } = useTranslation();
  const query = useQuery(printJobQuery(job.id));
  const shown = query.data ?? job;
  return (
    <Drawer
      isOpen
      onClose={onClose}
      title={shown.title}
      hint={t(`printing.stateHelp.${shown.state}`)}
      footer={
        <>
          <a
            href={`/api/printers/queue/${encodeURIComponent(job.id)}/document`}
            target="_blank"
            rel="noreferrer"
            className="inline-flex h-9 items-center gap-1.5 rounded-lg border border-line bg-raised px-3.5 font-medium hover:bg-page"
          >
            <ExternalLink className="size-4" aria-hidden /> {t('printing.act.document')}
          </a>
          {shown.orderId && <OrderLink orderId={shown.orderId} />}
          {actions}
        </>
      }
    >
      <Facts job={shown} />
      <section className="flex flex-col gap-3">
        <h3 className="font-semibold">{t('printing.job.tries')}</h3>
        <QueryState query={query}>
          {({ attemptList }) =>
            attemptList.length === 0 ? (
              <p className="text-soft">{t('printing.job.noTries')}</p>
            ) : (
              <ol className="flex flex-col gap-3">
                {attemptList.map((attempt, index) => (
                  <Try key={attempt.fence} attempt={attempt} number={index + 1} />
                ))}
              </ol>
            )
          }
        </QueryState>
      </section>
    </Drawer>
  );
}

function Facts({ job }: { job: Job }) {
  const { t } = useTranslation();
  const requestedBy = useRequestedBy();
  const facts: readonly [string, ReactNode][] = [
    [t('printing.job.printer'), job.printerName],
    [t('printing.job.requestedBy'), requestedBy(job.requestedBy)],
    [t('printing.job.created'), formatInstant(job.createdAt)],
    [t('printing.job.finished'), job.finishedAt && formatInstant(job.finishedAt)],
    [t('printing.job.duration'), job.durationMs !== null && job.state === 'confirmed' && formatDuration(job.durationMs)],
    [t('printing.job.reprintReason'), job.reprintReason],
    [t('printing.job.documentHash'), job.sha256 && <Hash text={job.sha256} />],
  ];
  return (
    <div className="flex flex-col gap-2">
      <p>
        <Badge tone={jobTones[job.state]} isPulsing={isMoving(job)}>
          {t(`printing.state.${job.state}`)}
        </Badge>
      </p>
      {job.problem && <p className="font-medium text-bad">{hubSays(job.problem)}</p>}
      <FactList facts={facts} />
    </div>
  );
}

function FactList({ facts }: { facts: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className="grid grid-cols-[minmax(7rem,auto)_1fr] gap-x-4 gap-y-1">
      {facts
        .filter(([, value]) => value)
        .map(([label, value]) => (
          <div key={label} className="contents">
            <dt className="text-soft">{label}</dt>
            <dd className="min-w-0">{value}</dd>
          </div>
        ))}
    </dl>
  );
}

function Hash({ text }: { text: string }) {
  return <code className="block font-mono text-sm break-all">{text}</code>;
}

function Try({ attempt, number }: { attempt: Attempt; number: number }) {
  const { t } = useTranslation();
  const { outcome, timings } = attempt;
  const known = outcome !== null && outcomes.includes(outcome);
  const said = outcome === null ? t('printing.job.running') : known ? t(`printing.job.outcome.${outcome}`) : outcome;
  const reached = steps.filter((step) => timings[step] !== undefined);
  return (
    <li className="rounded-lg border border-line p-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="font-medium">
          {t('printing.job.try', { number })} <span className="text-sm font-normal text-soft">· {formatInstant(attempt.startedAt)}</span>
        </p>
        <Badge tone={outcome === null ? 'accent' : (outcomeTones[outcome] ?? 'neutral')} isPulsing={outcome === null}>
          {said}
        </Badge>
      </div>
      {attempt.detail && <p className="mt-1 text-sm">{attempt.detail}</p>}
      {reached.length > 0 && (
        <ol className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-sm" aria-label={t('printing.job.timings')}>
          {reached.map((step) => (
            <li key={step}>
              <span className="text-soft">{t(`printing.job.step.${step}`)}</span> {formatDuration(timings[step] ?? 0)}
            </li>
          ))}
        </ol>
      )}
      <p className="mt-2 text-sm text-soft">
        {t('printing.job.fence', { fence: attempt.fence })} · {formatNumber(attempt.bytes)} B · {attempt.format}
      </p>
      <code className="block font-mono text-xs break-all text-soft">{attempt.sha256}</code>
    </li>
  );
}
