import { Upload } from 'lucide-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAction } from '../../app/use-action.ts';
import { api, read } from '../../lib/api.ts';
import { formatNumber } from '../../lib/format.ts';
import { Button } from '../../ui/button.tsx';
import { Drawer } from '../../ui/drawer.tsx';
import { CheckField, TextAreaField } from '../../ui/field.tsx';
import { FormProblem } from '../../ui/form-problem.tsx';
import { notify } from '../../ui/toast.tsx';
import { SkuImportVerdict } from './sku-import-verdict.tsx';

const maxBytes = 5_000_000;
const example = 'code,name,barcode,cost,currency,on_hand\nMUG-RED,Enamel mug red,8991234567891,42000,IDR,40';

/** SKUs from a list: looked at first, line by line, and written only after that. */
export function SkuImportDrawer({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const fileId = useId();
  const [csv, setCsv] = useState('');
  const [file, setFile] = useState('');
  const [isTooBig, setTooBig] = useState(false);
  const [skipsBad, setSkipsBad] = useState(false);
  const send = (isDryRun: boolean) => {
    const query = { dryRun: isDryRun ? ('true' as const) : ('false' as const), onError: skipsBad ? ('skip' as const) : ('stop' as const) };
    const options = { params: { query }, body: csv, bodySerializer: (text: string) => text, headers: { 'content-type': 'text/csv' } };
    return read(api.POST('/api/skus/import', options));
  };
  const look = useAction(() => send(true), { stale: [], isProblemShown: true });
  const apply = useAction(() => send(false), { stale: [['skus'], ['stock'], ['listings'], ['mappings']], isProblemShown: true });
  const verdict = apply.data ?? look.data;
  const changes = verdict ? verdict.created + verdict.changed : 0;
  const isReady = verdict !== undefined && changes > 0 && (verdict.errorCount === 0 || skipsBad) && !apply.data?.isApplied;
  const again = () => {
    look.reset();
    apply.reset();
  };
  const choose = async (chosen: File | undefined) => {
    setTooBig(chosen !== undefined && chosen.size > maxBytes);
    if (!chosen || chosen.size > maxBytes) return;
    setCsv(await chosen.text());
    setFile(chosen.name);
  };
  const write = () =>
    apply.mutate(undefined, {
      onSuccess: ({ isApplied, created, changed }) => {
        if (!isApplied) return;
        notify(t('skuImport.done', { created: formatNumber(created), changed: formatNumber(changed) }));
        onClose();
      },
    });
  return (
    <Drawer
      isOpen
      onClose={onClose}
      title={t('skuImport.title')}
      hint={t('skuImport.hint')}
      footer={
        verdict ? (
          <>
            {isReady && (
              <Button look="primary" isBusy={apply.isPending} onClick={write}>
                {t('skuImport.apply', { count: changes })}
              </Button>
            )}
            <Button onClick={again}>{t('skuImport.back')}</Button>
          </>
        ) : (
          <>
            <Button look="primary" isBusy={look.isPending} disabled={csv.trim() === ''} onClick={() => look.mutate()}>
              {t('skuImport.look')}
            </Button>
            <Button onClick={onClose}>{t('shell.cancel')}</Button>
          </>
        )
      }
    >
      {verdict ? (
        <SkuImportVerdict verdict={verdict} />
      ) : (
        <>
          <p className="text-soft">{t('skuImport.columns')}</p>
          <div className="flex flex-wrap items-center gap-2">
            <label
              htmlFor={fileId}
              className="inline-flex h-9 cursor-pointer items-center gap-1.5 rounded-lg border border-line bg-raised px-3.5 font-medium focus-within:outline-2 focus-within:outline-accent hover:bg-page"
            >
              <Upload className="size-4" aria-hidden /> {t('skuImport.file')}
              <input
                id={fileId}
                type="file"
                accept=".csv,.txt,text/csv,text/plain"
                className="sr-only"
                onChange={(event) => void choose(event.target.files?.[0])}
              />
            </label>
            {file !== '' && <span className="text-sm text-soft">{t('skuImport.chosen', { file })}</span>}
          </div>
          {isTooBig && (
            <p role="alert" className="font-medium text-bad">
              {t('skuImport.tooBig')}
            </p>
          )}
          <TextAreaField
            label={t('skuImport.paste')}
            rows={10}
            spellCheck={false}
            placeholder={example}
            value={csv}
            onChange={(event) => setCsv(event.target.value)}
            className="font-mono text-sm whitespace-pre"
          />
          <CheckField
            label={t('skuImport.skip')}
            help={t('skuImport.skipHelp')}
            checked={skipsBad}
            onChange={(event) => setSkipsBad(event.target.checked)}
          />
        </>
      )}
      <FormProblem error={look.error ?? apply.error} shown={[]} />
    </Drawer>
  );
}
