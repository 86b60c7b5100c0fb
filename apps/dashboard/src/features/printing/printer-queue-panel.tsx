import { useTranslation } from 'react-i18next';
import { formatNumber } from '../../lib/format.ts';
import { Badge } from '../../ui/badge.tsx';
import { Panel } from '../../ui/panel.tsx';
import { JobRow, type JobRowProps } from './job-row.tsx';
import type { PrinterQueue } from './job-state.ts';
import type { Printer } from './print-queries.ts';
import { printerCondition } from './printer-condition.ts';

/** What one printer prints and what waits for it, with what the printer says of itself. */
export function PrinterQueuePanel({
  queue,
  printer,
  ...rest
}: { queue: PrinterQueue; printer: Printer | undefined } & Omit<JobRowProps, 'job'>) {
  const { t } = useTranslation();
  const condition = printer && printerCondition(printer);
  return (
    <Panel
      title={
        <>
          {queue.printerName} <span className="font-normal text-soft">· {formatNumber(queue.jobs.length)}</span>
        </>
      }
      actions={
        condition && (
          <Badge tone={condition.tone} isPulsing={condition.key === 'printing'}>
            {t(`printers.condition.${condition.key}`)}
          </Badge>
        )
      }
      isFlush
    >
      {condition?.needsCare && (
        <p className="border-b border-line bg-bad-wash px-4 py-2 font-medium text-bad">{t(`printers.todo.${condition.key}`)}</p>
      )}
      <ol className="divide-y divide-line/70">
        {queue.jobs.map((job) => (
          <JobRow key={job.id} job={job} {...rest} />
        ))}
      </ol>
    </Panel>
  );
}
