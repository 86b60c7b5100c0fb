import { useTranslation } from 'react-i18next';
import { useMay } from '../../app/session.ts';
import { api, read, type Schemas } from '../../lib/api.ts';
import { formatDuration, formatInstant } from '../../lib/format.ts';
import { hubSays } from '../../lib/hub-says.ts';
import { Badge, type Tone } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { useOrderAction } from './order-detail-query.ts';

type Job = Schemas['PrintJob'];

const tones: Readonly<Record<Job['state'], Tone>> = {
  queued: 'info',
  leased: 'info',
  received: 'info',
  sending: 'info',
  spooled: 'info',
  confirmed: 'good',
  unknown: 'warn',
  failed: 'bad',
  expired: 'bad',
  cancelled: 'neutral',
};
const moving: readonly Job['state'][] = ['leased', 'received', 'sending', 'spooled'];

/** Every print of this order; where nobody knows what came out, the person says so here. */
export function PrintJobsPanel({ order }: { order: Schemas['OrderDetail'] }) {
  const { t } = useTranslation();
  return (
    <Panel title={t('order.printJobs')} isFlush>
      {order.printJobs.length === 0 && <p className="px-4 py-4 text-soft">{t('order.noPrintJobs')}</p>}
      <ul className="divide-y divide-line/70">
        {order.printJobs.map((job) => (
          <JobRow key={job.id} job={job} orderId={order.id} />
        ))}
      </ul>
    </Panel>
  );
}

function JobRow({ job, orderId }: { job: Job; orderId: string }) {
  const { t } = useTranslation();
  return (
    <li className="flex flex-col gap-1.5 px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <Badge tone={tones[job.state]} isPulsing={moving.includes(job.state)}>
          {t(`order.job.state.${job.state}`)}
        </Badge>
        <span className="font-medium">{t('order.job.on', { printer: job.printerName })}</span>
        <span className="text-sm text-soft">
          {formatInstant(job.finishedAt ?? job.createdAt)}
          {job.durationMs !== null && job.state === 'confirmed' && ` · ${formatDuration(job.durationMs)}`}
        </span>
      </div>
      {job.reprintReason && <p className="text-sm text-soft">{t('order.job.reprint', { reason: job.reprintReason })}</p>}
      {job.problem && <p className="text-sm text-bad">{hubSays(job.problem)}</p>}
      {['unknown', 'failed', 'expired'].includes(job.state) && <Resolve job={job} orderId={orderId} />}
    </li>
  );
}

function Resolve({ job, orderId }: { job: Job; orderId: string }) {
  const { t } = useTranslation();
  const canPrint = useMay('printing:write');
  const resolve = useOrderAction(
    orderId,
    (outcome: 'printed' | 'print_again') =>
      read(api.POST('/api/printers/queue/{printJobId}/resolve', { params: { path: { printJobId: job.id } }, body: { outcome } })),
    (outcome) => t(outcome === 'printed' ? 'order.job.printedDone' : 'order.act.printQueued'),
  );
  return (
    <div className="flex flex-col gap-2">
      <p className="text-sm">{t(job.state === 'unknown' ? 'order.job.unknownHelp' : 'order.job.failedHelp')}</p>
      {canPrint && (
        <div className="flex flex-wrap gap-2">
          <Button size="small" onClick={() => resolve.mutate('printed')} disabled={resolve.isPending}>
            {t('order.job.printed')}
          </Button>
          <Button size="small" look="primary" onClick={() => resolve.mutate('print_again')} disabled={resolve.isPending}>
            {t('order.job.printAgain')}
          </Button>
        </div>
      )}
    </div>
  );
}
