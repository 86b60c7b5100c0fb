import { Upload } from 'lucide-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAction } from '../../../app/use-action.ts';
import { api, read } from '../../../lib/api.ts';
import { Button } from '../../../ui/button.tsx';
import { Drawer } from '../../../ui/drawer.tsx';
import { TextAreaField } from '../../../ui/field.tsx';
import { FormProblem } from '../../../ui/form-problem.tsx';
import { mostLines, readTrackingList, type TrackingLine } from './tracking-list.ts';
import { type TrackingResult, TrackingResults } from './tracking-results.tsx';

const example = '576461413038785300, JNE, JN0012345678\n576461413038785301, SiCepat, 000812345678';
const batchSize = 100;

/** Ships many orders with own carriers from a list of order number, carrier and tracking number; one result for each. */
export function TrackingDrawer({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const fileId = useId();
  const [text, setText] = useState('');
  const [results, setResults] = useState<readonly TrackingResult[]>([]);
  const { lines, problems } = readTrackingList(text);
  const isTooLong = lines.length > mostLines;
  const ship = useAction(
    async ({ again, isNumberConfirmed }: { again: readonly TrackingLine[]; isNumberConfirmed: boolean }) => {
      const kept = results.filter(({ line }) => !again.includes(line));
      const fresh: TrackingResult[] = [];
      for (let at = 0; at < again.length; at += batchSize) {
        const batch = again.slice(at, at + batchSize);
        const orders = batch.map(({ orderNumber: orderId, carrier, trackingNumber }) => ({
          orderId,
          carrier,
          trackingNumber,
          ...(isNumberConfirmed ? { isNumberConfirmed } : {}),
        }));
        const answer = await read(api.POST('/api/v1/platforms/orders/bulk-fulfill', { body: { orders } }));
        fresh.push(...batch.flatMap((line, index) => (answer.results[index] ? [{ line, result: answer.results[index] }] : [])));
        setResults([...kept, ...fresh]);
      }
    },
    { stale: [['orders'], ['order']], isProblemShown: true },
  );
  const choose = async (file: File | undefined) => {
    if (file) setText(await file.text());
  };
  const start = (again: readonly TrackingLine[], isNumberConfirmed: boolean) => ship.mutate({ again, isNumberConfirmed });
  const isBegun = results.length > 0 || ship.isPending;
  const rejected = results.filter(({ result }) => result.outcome === 'rejected').map(({ line }) => line);
  const unanswered = lines.filter((line) => !results.some((one) => one.line.orderNumber === line.orderNumber));
  return (
    <Drawer
      isOpen
      isWide
      onClose={onClose}
      title={t('orderShipping.list.title')}
      hint={t('orderShipping.list.hint')}
      footer={
        isBegun ? (
          <>
            {!ship.isPending && unanswered.length > 0 && (
              <Button look="primary" onClick={() => start(unanswered, false)}>
                {t('orderShipping.list.goOn', { count: unanswered.length })}
              </Button>
            )}
            {!ship.isPending && rejected.length > 0 && (
              <Button onClick={() => start(rejected, true)}>{t('orderShipping.list.theyAreRight', { count: rejected.length })}</Button>
            )}
            <Button look={unanswered.length > 0 ? 'secondary' : 'primary'} isBusy={ship.isPending} onClick={onClose}>
              {t('shell.close')}
            </Button>
          </>
        ) : (
          <>
            <Button look="primary" disabled={lines.length === 0 || isTooLong} onClick={() => start(lines, false)}>
              {t('orderShipping.list.submit', { count: lines.length })}
            </Button>
            <Button onClick={onClose}>{t('shell.cancel')}</Button>
          </>
        )
      }
    >
      {isBegun ? (
        <TrackingResults results={results} total={lines.length} isRunning={ship.isPending} />
      ) : (
        <>
          <label
            htmlFor={fileId}
            className="inline-flex h-9 w-fit cursor-pointer items-center gap-1.5 rounded-lg border border-line bg-raised px-3.5 font-medium focus-within:outline-2 focus-within:outline-accent hover:bg-page"
          >
            <Upload className="size-4" aria-hidden /> {t('orderShipping.list.file')}
            <input
              id={fileId}
              type="file"
              accept=".csv,.tsv,.txt,text/csv,text/plain"
              className="sr-only"
              onChange={(event) => void choose(event.target.files?.[0])}
            />
          </label>
          <TextAreaField
            label={t('orderShipping.list.paste')}
            help={t('orderShipping.list.pasteHelp')}
            rows={12}
            spellCheck={false}
            placeholder={example}
            value={text}
            onChange={(event) => setText(event.target.value)}
            className="font-mono text-sm whitespace-pre"
          />
          <div role="status">
            {lines.length > 0 && <p className="font-medium">{t('orderShipping.list.ready', { count: lines.length })}</p>}
            {isTooLong && <p className="text-bad">{t('orderShipping.list.tooLong', { count: mostLines })}</p>}
            {problems.length > 0 && (
              <ul className="mt-1 text-bad">
                {problems.slice(0, 20).map(({ line, problem }) => (
                  <li key={line}>{t(`orderShipping.list.problem.${problem}`, { line })}</li>
                ))}
              </ul>
            )}
          </div>
        </>
      )}
      <FormProblem error={ship.error} shown={[]} />
    </Drawer>
  );
}
