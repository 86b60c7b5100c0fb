import { useQuery } from '@tanstack/react-query';
import { Plus, Route } from 'lucide-react';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../app/session.ts';
import { useAction } from '../../app/use-action.ts';
import { api, read } from '../../lib/api.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FormProblem } from '../../ui/form-problem.tsx';
import { Panel } from '../../ui/panel.tsx';
import { QueryState } from '../../ui/query-state.tsx';
import { type Printer, printRoutesQuery } from './print-queries.ts';
import { linesOf, moveLine, type RouteLine, shadowedBy, toRoutes } from './route-draft.ts';
import { RouteLineRow } from './route-line-row.tsx';

/** Which printer gets which document: lines in order, kept here until they are saved. */
export function RoutesEditor({ printers }: { printers: readonly Printer[] }) {
  const { t } = useTranslation();
  const canSeeShops = useMay('shops:read');
  const query = useQuery(printRoutesQuery);
  const shops = useQuery({ queryKey: ['shops'], queryFn: () => read(api.GET('/api/shops')), enabled: canSeeShops });
  const standard = printers.find(({ isDefault }) => isDefault);
  return (
    <Panel title={t('routes.title')} isFlush>
      <p className="px-4 pt-3 text-soft">
        {t('routes.help', { name: standard ? ` (${standard.name})` : '' })} <span className="hidden md:inline">{t('routes.keyboard')}</span>
      </p>
      <QueryState query={query}>
        {({ items }) => (
          <RouteForm key={JSON.stringify(items)} saved={linesOf(items)} shops={shops.data?.items ?? []} printers={printers} />
        )}
      </QueryState>
    </Panel>
  );
}

interface FormProps {
  saved: readonly RouteLine[];
  shops: readonly { readonly id: string; readonly name: string }[];
  printers: readonly Printer[];
}

function RouteForm({ saved, shops, printers }: FormProps) {
  const { t } = useTranslation();
  const isEditable = useMay('printers:write');
  const [lines, setLines] = useState<readonly RouteLine[]>(saved);
  const [moved, setMoved] = useState('');
  const list = useRef<HTMLUListElement>(null);
  const isChanged = JSON.stringify(toRoutes(lines)) !== JSON.stringify(toRoutes(saved));
  const save = useAction(() => read(api.PUT('/api/print-routes', { body: { items: toRoutes(lines) } })), {
    stale: [['printers', 'routes']],
    said: t('routes.saved'),
    isProblemShown: true,
  });
  const move = (at: number, by: 1 | -1) => {
    const key = lines[at]?.key;
    const focused = document.activeElement instanceof HTMLElement ? document.activeElement : undefined;
    const direction = focused?.dataset.move;
    setLines(moveLine(lines, at, by));
    setMoved(t('routes.moved', { position: Math.min(Math.max(at + by, 0), lines.length - 1) + 1 }));
    // A row that changes its place loses the focus; it goes back to where the person was.
    requestAnimationFrame(() => {
      const row = list.current?.querySelector(`[data-line="${key}"]`);
      const again = direction
        ? row?.querySelector<HTMLButtonElement>(`[data-move="${direction}"]:not(:disabled), [data-move]:not(:disabled)`)
        : focused;
      again?.focus();
    });
  };
  const add = () =>
    setLines([
      ...lines,
      { key: crypto.randomUUID(), shopId: null, carrierName: null, documentType: null, printerId: printers[0]?.id ?? '' },
    ]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form onSubmit={submit}>
      {lines.length === 0 && <EmptyState icon={Route} title={t('routes.empty')} help={t('routes.emptyHelp')} />}
      <ul ref={list} className="divide-y divide-line/70">
        {lines.map((line, at) => (
          <RouteLineRow
            key={line.key}
            line={line}
            position={at + 1}
            count={lines.length}
            shadow={shadowedBy(lines, at)}
            shops={shops}
            printers={printers}
            isEditable={isEditable}
            onChange={(next) => setLines(lines.with(at, next))}
            onMove={(by) => move(at, by)}
            onRemove={() => setLines(lines.toSpliced(at, 1))}
          />
        ))}
      </ul>
      <p role="status" className="sr-only">
        {moved}
      </p>
      {isEditable && (
        <footer className="flex flex-wrap items-center gap-2 border-t border-line px-4 py-3">
          <Button onClick={add} disabled={printers.length === 0}>
            <Plus className="size-4" aria-hidden /> {t('routes.add')}
          </Button>
          <span className="ml-auto" />
          {isChanged && <span className="text-warn">{t('routes.unsaved')}</span>}
          {isChanged && <Button onClick={() => setLines(saved)}>{t('routes.reset')}</Button>}
          <Button type="submit" look="primary" disabled={!isChanged} isBusy={save.isPending}>
            {t('routes.save')}
          </Button>
          <FormProblem error={save.error} shown={[]} />
        </footer>
      )}
    </form>
  );
}
