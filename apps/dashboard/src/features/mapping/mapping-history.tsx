import { useInfiniteQuery } from '@tanstack/react-query';
import { History, Undo2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../app/session.ts';
import { formatInstant } from '../../lib/format.ts';
import { Badge, type Tone } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PagedList } from '../../ui/paged-list.tsx';
import { Panel } from '../../ui/panel.tsx';
import { actorName } from '../orders/history-sentence.ts';
import { type MappingChange, mappingChangesQuery } from './mapping-queries.ts';
import { useMappingDeeds } from './use-mapping-deeds.ts';

const tones: Readonly<Record<MappingChange['kind'], Tone>> = {
  code: 'info',
  barcode: 'info',
  set: 'good',
  removed: 'warn',
  undone: 'neutral',
};

const madeOf = (components: MappingChange['after']): string =>
  components.map(({ skuCode, quantity }) => (quantity > 1 ? `${quantity} × ${skuCode}` : skuCode)).join(' + ');

/** What was mapped, by whom, newest first; what was not changed since can be taken back. */
export function MappingHistory() {
  const { t } = useTranslation();
  const canWrite = useMay('stock:write');
  const query = useInfiniteQuery(mappingChangesQuery());
  const { undo } = useMappingDeeds();
  return (
    <Panel isFlush>
      <PagedList query={query} empty={<EmptyState icon={History} title={t('mapping.history.none')} help={t('mapping.history.noneHelp')} />}>
        {(changes) => (
          <ul className="divide-y divide-line/70">
            {changes.map((change) => {
              const name = [change.title, change.variantName].filter(Boolean).join(' · ');
              return (
                <li key={change.id} className="flex flex-wrap items-start gap-x-4 gap-y-2 px-4 py-3">
                  <div className="min-w-0 flex-[1_1_18rem]">
                    <p className="font-medium break-words">{name}</p>
                    <p className="text-sm text-soft">
                      {change.shopName} · {formatInstant(change.at)} · {t('order.by', { who: actorName(t, change.actor) })}
                    </p>
                  </div>
                  <p className="flex min-w-0 flex-[1_1_12rem] flex-wrap items-center gap-1.5">
                    <Badge tone={tones[change.kind]}>{t(`mapping.history.kind.${change.kind}`)}</Badge>
                    <span className="text-soft">{madeOf(change.before) || t('mapping.history.nothing')}</span>
                    <span aria-hidden>→</span>
                    <span className="sr-only">{t('mapping.history.became')}</span>
                    <span className="font-medium">{madeOf(change.after) || t('mapping.history.nothing')}</span>
                  </p>
                  {canWrite && change.canUndo && (
                    <Button
                      size="small"
                      aria-label={t('mapping.history.undoOf', { variant: name })}
                      isBusy={undo.isPending && undo.variables === change.id}
                      onClick={() => undo.mutate(change.id)}
                    >
                      <Undo2 className="size-4" aria-hidden /> {t('mapping.undo')}
                    </Button>
                  )}
                </li>
              );
            })}
          </ul>
        )}
      </PagedList>
    </Panel>
  );
}
