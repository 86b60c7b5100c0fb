import { useQuery } from '@tanstack/react-query';
import { ClipboardPaste, ScanBarcode } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../app/session.ts';
import { useAction } from '../../app/use-action.ts';
import { CountLineRow } from '../../features/stock/count/count-line.tsx';
import { CountResults } from '../../features/stock/count/count-results.tsx';
import { type CountLine, isCounted, keepSheet, keptSheet, mostLines, scan } from '../../features/stock/count/count-sheet.ts';
import { PasteDialog } from '../../features/stock/count/paste-dialog.tsx';
import { ScanBox } from '../../features/stock/count/scan-box.tsx';
import { locationsQuery } from '../../features/stock/stock-queries.ts';
import { StockTabs } from '../../features/stock/stock-tabs.tsx';
import { api, read, type Schemas } from '../../lib/api.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import { FormProblem } from '../../ui/form-problem.tsx';
import { NoPermission } from '../../ui/no-permission.tsx';
import { Page } from '../../ui/page.tsx';
import { Panel } from '../../ui/panel.tsx';
import { useListKeys } from '../../ui/use-list-keys.ts';

/** Counts many SKUs at the shelf, by scanner or by hand, and takes the count over at once. The sheet stays on the device until then. */
export function CountPage() {
  const { t } = useTranslation();
  const canWrite = useMay('stock:write');
  const scanRef = useRef<HTMLInputElement>(null);
  const [lines, setLines] = useState<readonly CountLine[]>(() => keptSheet(localStorage));
  const [problems, setProblems] = useState<ReadonlyMap<string, string>>(new Map());
  const [locationId, setLocationId] = useState('');
  const [reason, setReason] = useState('');
  const [isPasting, setPasting] = useState(false);
  const [answer, setAnswer] = useState<Schemas['CountSheet']>();
  const locations = useQuery(locationsQuery).data?.items.filter(({ isRetired }) => !isRetired) ?? [];
  useEffect(() => keepSheet(localStorage, lines), [lines]);
  useListKeys({ '/': () => scanRef.current?.focus() });
  const take = useAction(
    () => {
      const sent = lines.map(({ code, counted }) => ({ code, counted: Number(counted) }));
      return read(api.POST('/api/stock/counts', { body: { ...(locationId ? { locationId } : {}), reason: reason.trim(), lines: sent } }));
    },
    { stale: [['stock'], ['home']], isProblemShown: true },
  );
  const submit = () =>
    take.mutate(undefined, {
      onSuccess: (sheet) => {
        const refused = new Map(sheet.results.filter(({ isDone }) => !isDone).map(({ code, message }) => [code, message]));
        setAnswer(sheet);
        setProblems(refused);
        setLines((before) => before.filter(({ code }) => refused.has(code)));
      },
    });
  const isReady = lines.length > 0 && lines.length <= mostLines && lines.every(({ counted }) => isCounted(counted));
  const change = (code: string, counted: string) =>
    setLines((before) => before.map((line) => (line.code === code ? { code, counted } : line)));
  if (!canWrite) return <NoPermission />;
  return (
    <Page
      title={t('stockDetail.tab.count')}
      hint={t('stockCount.hint')}
      actions={
        <Button onClick={() => setPasting(true)}>
          <ClipboardPaste className="size-4" aria-hidden /> {t('stockCount.paste.title')}
        </Button>
      }
    >
      <StockTabs current="count" />
      <Panel isFlush className="max-w-3xl">
        <ScanBox inputRef={scanRef} onScan={(code) => setLines((before) => scan(before, code))} />
        {lines.length > 0 ? (
          <ul aria-label={t('stockCount.lines')} className="divide-y divide-line/70 border-t border-line">
            {lines.map((line) => (
              <CountLineRow
                key={line.code}
                line={line}
                problem={problems.get(line.code)}
                onChange={(counted) => change(line.code, counted)}
                onRemove={() => setLines((before) => before.filter((one) => one !== line))}
              />
            ))}
          </ul>
        ) : (
          <EmptyState icon={ScanBarcode} title={t('stockCount.empty')} help={t('stockCount.emptyHelp')} />
        )}
      </Panel>
      {lines.length > 0 && (
        <Panel className="max-w-3xl">
          <div className="flex flex-col gap-4">
            {locations.length > 1 && (
              <SelectField label={t('stockMoves.location')} value={locationId} onChange={(event) => setLocationId(event.target.value)}>
                {locations.map(({ id, name, isDefault }) => (
                  <option key={id} value={isDefault ? '' : id}>
                    {name}
                  </option>
                ))}
              </SelectField>
            )}
            <TextField
              label={t('stock.reason')}
              placeholder={t('stockCount.reasonPlaceholder')}
              help={t('stock.optional')}
              maxLength={200}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
            <FormProblem error={take.error} shown={[]} />
            {lines.length > mostLines && <p className="text-bad">{t('stockCount.tooMany', { count: mostLines })}</p>}
            <div className="flex flex-wrap gap-2">
              <Button look="primary" size="large" isBusy={take.isPending} disabled={!isReady} onClick={submit}>
                {t('stockCount.take', { count: lines.length })}
              </Button>
              <Button look="ghost" size="large" onClick={() => setLines([])}>
                {t('stockCount.clear')}
              </Button>
            </div>
          </div>
        </Panel>
      )}
      {isPasting && <PasteDialog lines={lines} onPaste={setLines} onClose={() => setPasting(false)} />}
      {answer && <CountResults answer={answer} onClose={() => setAnswer(undefined)} />}
    </Page>
  );
}
