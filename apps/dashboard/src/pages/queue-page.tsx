import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { CheckCheck } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../app/session.ts';
import { JobDrawer } from '../features/printing/job-drawer.tsx';
import { isCancellable, isChangeable, isWithAgent, sortQueue } from '../features/printing/job-state.ts';
import { MoveDialog } from '../features/printing/move-dialog.tsx';
import { type Job, printersQuery, queueLimit, queueQuery } from '../features/printing/print-queries.ts';
import { PrinterQueuePanel } from '../features/printing/printer-queue-panel.tsx';
import { focusedJob, stepFocus } from '../features/printing/queue-focus.ts';
import { StoppedPanel } from '../features/printing/stopped-panel.tsx';
import { UndecidedPanel } from '../features/printing/undecided-panel.tsx';
import { useJobActions } from '../features/printing/use-job-actions.ts';
import { useNow } from '../ui/clock.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { FilterSelect } from '../ui/filter-controls.tsx';
import { Page } from '../ui/page.tsx';
import { Panel } from '../ui/panel.tsx';
import { QueryState } from '../ui/query-state.tsx';
import { useListKeys } from '../ui/use-list-keys.ts';

type Asking = { readonly what: 'open' | 'move' | 'cancel'; readonly job: Job };

/** Everything that is on its way to paper: first what only a person can decide, then what stopped, then each printer's queue. */
export function QueuePage() {
  const { t } = useTranslation();
  const { printerId } = useSearch({ from: '/shell/queue' });
  const navigate = useNavigate({ from: '/queue' });
  const canPrint = useMay('printing:write');
  const now = useNow(20_000);
  const actions = useJobActions();
  const [asking, setAsking] = useState<Asking>();
  const query = useQuery(queueQuery({ printerId }));
  const undecided = useQuery(queueQuery({ state: 'unknown' }));
  const { data: printers } = useQuery(printersQuery);
  const ask = (what: Asking['what']) => (job: Job) => setAsking({ what, job });
  const close = () => setAsking(undefined);

  const jobs = query.data?.items ?? [];
  const sorted = sortQueue(jobs);
  const unsure = undecided.data?.items ?? sorted.undecided;
  const focused = () => [...unsure, ...jobs].find(({ id }) => id === focusedJob());
  useListKeys({
    j: () => stepFocus(1),
    k: () => stepFocus(-1),
    c: () => {
      const job = focused();
      if (job && canPrint && isCancellable(job)) setAsking({ what: 'cancel', job });
    },
    p: () => {
      const job = focused();
      if (job && canPrint && isChangeable(job)) actions.change.mutate({ job, isPaused: !job.isPaused });
    },
  });
  const options = { '': t('printing.allPrinters'), ...Object.fromEntries(printers?.items.map(({ id, name }) => [id, name]) ?? []) };
  const counts = [
    sorted.printing > 0 && t('printing.counts.printing', { count: sorted.printing }),
    t('printing.counts.waiting', { count: sorted.waiting }),
  ];

  return (
    <Page
      title={t('printing.title')}
      hint={query.data ? counts.filter(Boolean).join(' · ') : t('printing.hint')}
      actions={
        <FilterSelect
          label={t('printing.filter')}
          value={printerId ?? ''}
          options={options}
          isLabelHidden
          onChange={(id) => void navigate({ search: id ? { printerId: id } : {} })}
        />
      }
    >
      {unsure.length > 0 && <UndecidedPanel jobs={unsure} actions={actions} onOpen={ask('open')} />}
      {sorted.stopped.length > 0 && <StoppedPanel jobs={sorted.stopped} actions={actions} onOpen={ask('open')} />}
      {sorted.printers.map((queue) => (
        <PrinterQueuePanel
          key={queue.printerId}
          queue={queue}
          printer={printers?.items.find(({ id }) => id === queue.printerId)}
          now={now}
          actions={actions}
          onOpen={ask('open')}
          onMove={ask('move')}
          onCancel={ask('cancel')}
        />
      ))}
      {sorted.printers.length > 0 && <p className="hidden text-center text-sm text-soft md:block">{t('printing.keys')}</p>}
      {query.data?.nextCursor && <p className="text-center text-soft">{t('printing.truncated', { count: queueLimit })}</p>}
      {sorted.printers.length === 0 && (
        <Panel isFlush>
          <QueryState query={query}>
            {() => (
              <EmptyState
                icon={CheckCheck}
                title={t(printerId ? 'printing.emptyPrinter' : 'printing.empty')}
                help={t('printing.emptyHelp')}
                action={
                  <Link to="/history" className="font-medium text-accent underline">
                    {t('printing.toHistory')}
                  </Link>
                }
              />
            )}
          </QueryState>
        </Panel>
      )}
      {asking?.what === 'open' && <JobDrawer job={asking.job} onClose={close} />}
      {asking?.what === 'move' && (
        <MoveDialog
          job={asking.job}
          onClose={close}
          onMove={(to) => {
            actions.change.mutate({ job: asking.job, printerId: to });
            close();
          }}
        />
      )}
      {asking?.what === 'cancel' && (
        <ConfirmDialog
          title={t('printing.cancel.title')}
          help={
            <>
              <p>{t('printing.cancel.help', { title: asking.job.title })}</p>
              {isWithAgent(asking.job) && <p className="mt-2 font-medium">{t('printing.cancel.held')}</p>}
            </>
          }
          submit={t('printing.cancel.submit')}
          onClose={close}
          onConfirm={() => {
            actions.cancel.mutate(asking.job);
            close();
          }}
        />
      )}
    </Page>
  );
}
