import { Undo2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useAction } from '../../app/use-action.ts';
import { api, read } from '../../lib/api.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import type { MappingRun } from './use-bulk-mapping.ts';
import { staleAfterMapping } from './use-mapping-deeds.ts';

/** What became of each variant, what went wrong first, with the way back for all of it. */
export function MappingSheet({ run, onClose }: { run: MappingRun; onClose: () => void }) {
  const { t } = useTranslation();
  const undo = useAction(
    async () => {
      let done = 0;
      for (const batchId of run.batchIds) {
        const answer = await read(api.POST('/api/mappings/batches/{batchId}/undo', { params: { path: { batchId } } }));
        done += answer.done;
      }
      return done;
    },
    { stale: staleAfterMapping, said: t('mapping.allUndone') },
  );
  const good = run.results.filter(({ isDone }) => isDone).length;
  const sorted = run.results.toSorted((a, b) => Number(a.isDone) - Number(b.isDone));
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t(`mapping.bulk.${run.what}.title`)}
      hint={
        <span role="status">
          {run.isRunning
            ? t('mapping.bulk.working', { count: run.names.size - run.results.length })
            : t('mapping.bulk.summary', { good, count: run.names.size })}
        </span>
      }
      footer={
        <>
          {!run.isRunning && run.batchIds.length > 0 && good > 0 && (
            <Button isBusy={undo.isPending} onClick={() => undo.mutate(undefined, { onSuccess: onClose })}>
              <Undo2 className="size-4" aria-hidden /> {t('mapping.undoAll')}
            </Button>
          )}
          <Button look="primary" isBusy={run.isRunning} onClick={onClose}>
            {t('shell.close')}
          </Button>
        </>
      }
    >
      {run.problem && (
        <p role="alert" className="mb-3 rounded-lg bg-bad-wash px-3 py-2 font-medium text-bad">
          {run.problem}
        </p>
      )}
      <ul className="flex flex-col divide-y divide-line">
        {sorted.map(({ variantId, isDone, message }) => (
          <li key={variantId} className="flex flex-wrap items-baseline justify-between gap-x-3 gap-y-1 py-2">
            <span className="min-w-0 flex-1 font-medium break-words">{run.names.get(variantId) ?? variantId}</span>
            <Badge tone={isDone ? 'good' : 'bad'}>{t(isDone ? `mapping.bulk.${run.what}.done` : 'mapping.bulk.refused')}</Badge>
            {message && <span className="w-full text-sm text-soft">{message}</span>}
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
