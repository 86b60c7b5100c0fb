import { Upload } from 'lucide-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAction } from '../../../app/use-action.ts';
import { api, read } from '../../../lib/api.ts';
import { formatNumber } from '../../../lib/format.ts';
import { Button } from '../../../ui/button.tsx';
import { Drawer } from '../../../ui/drawer.tsx';
import { CheckField, TextAreaField } from '../../../ui/field.tsx';
import { FormProblem } from '../../../ui/form-problem.tsx';
import { notify } from '../../../ui/toast.tsx';
import { ImportVerdict } from './import-verdict.tsx';

const maxBytes = 5_000_000;
const example = 'code,name,pic_name,pic_contact,group\nJKT-001,Kemang,Budi,+62 812 0000 0001,Jakarta';

/** Outlets from a list: looked at first, line by line, and written only after that. */
export function ImportDrawer({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const fileId = useId();
  const [csv, setCsv] = useState('');
  const [file, setFile] = useState('');
  const [isTooBig, setTooBig] = useState(false);
  const [updateExisting, setUpdateExisting] = useState(false);
  const send = (isDryRun: boolean) => read(api.POST('/api/outlets/import', { body: { csv, isDryRun, updateExisting } }));
  const look = useAction(() => send(true), { stale: [], isProblemShown: true });
  const apply = useAction(() => send(false), { stale: [['outlets'], ['content']], isProblemShown: true });
  const verdict = apply.data ?? look.data;
  const changes = verdict ? verdict.created + verdict.updated : 0;
  const isReady = verdict !== undefined && verdict.errorCount === 0 && changes > 0;
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
      onSuccess: ({ isApplied, created, updated }) => {
        if (!isApplied) return;
        notify(t('outlets.csvImport.done', { created: formatNumber(created), updated: formatNumber(updated) }));
        onClose();
      },
    });
  return (
    <Drawer
      isOpen
      onClose={onClose}
      title={t('outlets.csvImport.title')}
      hint={t('outlets.csvImport.hint')}
      footer={
        verdict ? (
          <>
            {isReady && (
              <Button look="primary" isBusy={apply.isPending} onClick={write}>
                {t('outlets.csvImport.apply', { count: changes })}
              </Button>
            )}
            <Button onClick={again}>{t('outlets.csvImport.back')}</Button>
          </>
        ) : (
          <>
            <Button look="primary" isBusy={look.isPending} disabled={csv.trim() === ''} onClick={() => look.mutate()}>
              {t('outlets.csvImport.look')}
            </Button>
            <Button onClick={onClose}>{t('shell.cancel')}</Button>
          </>
        )
      }
    >
      {verdict ? (
        <ImportVerdict verdict={verdict} />
      ) : (
        <>
          <p className="text-soft">{t('outlets.csvImport.columns')}</p>
          <div className="flex flex-wrap items-center gap-2">
            <label
              htmlFor={fileId}
              className="inline-flex h-9 cursor-pointer items-center gap-1.5 rounded-lg border border-line bg-raised px-3.5 font-medium focus-within:outline-2 focus-within:outline-accent hover:bg-page"
            >
              <Upload className="size-4" aria-hidden /> {t('outlets.csvImport.file')}
              <input
                id={fileId}
                type="file"
                accept=".csv,.tsv,.txt,text/csv,text/plain"
                className="sr-only"
                onChange={(event) => void choose(event.target.files?.[0])}
              />
            </label>
            {file !== '' && <span className="text-sm text-soft">{t('outlets.csvImport.chosen', { file })}</span>}
          </div>
          {isTooBig && (
            <p role="alert" className="font-medium text-bad">
              {t('outlets.csvImport.tooBig')}
            </p>
          )}
          <TextAreaField
            label={t('outlets.csvImport.paste')}
            rows={10}
            spellCheck={false}
            placeholder={example}
            value={csv}
            onChange={(event) => setCsv(event.target.value)}
            className="font-mono text-sm whitespace-pre"
          />
          <CheckField
            label={t('outlets.csvImport.update')}
            help={t('outlets.csvImport.updateHelp')}
            checked={updateExisting}
            onChange={(event) => setUpdateExisting(event.target.checked)}
          />
        </>
      )}
      <FormProblem error={look.error ?? apply.error} shown={[]} />
    </Drawer>
  );
}
