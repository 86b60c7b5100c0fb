import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../../app/session.ts';
import { useAction } from '../../../app/use-action.ts';
import { ApiProblem, api, read, type Schemas } from '../../../lib/api.ts';
import { Button } from '../../../ui/button.tsx';
import { classes } from '../../../ui/classes.ts';
import { TextField } from '../../../ui/field.tsx';
import { FormProblem } from '../../../ui/form-problem.tsx';

const modes = ['mirror', 'buffered', 'guaranteed'] as const;

/** What the marketplaces are shown of a SKU, each choice with what it promises and what it costs. */
export function ModeForm({ publishing }: { publishing: Schemas['SkuPublishing'] }) {
  const { t } = useTranslation();
  const groupId = useId();
  const canWrite = useMay('stock:write');
  const [mode, setMode] = useState(publishing.publishMode);
  const [buffer, setBuffer] = useState(String(publishing.buffer));
  const save = useAction(
    () => {
      const body = { publishMode: mode, ...(mode === 'buffered' ? { buffer: Number(buffer || 0) } : {}) };
      return read(api.PUT('/api/skus/{skuId}/publishing', { params: { path: { skuId: publishing.skuId } }, body }));
    },
    { stale: [['stock']], said: t('stockPublishing.saved'), isProblemShown: true },
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  const isChanged = mode !== publishing.publishMode || (mode === 'buffered' && Number(buffer || 0) !== publishing.buffer);
  return (
    <form onSubmit={submit} className="flex flex-col gap-3">
      <fieldset className="flex flex-col gap-2" disabled={!canWrite}>
        <legend className="mb-1 font-semibold">{t('stock.mode')}</legend>
        {modes.map((one) => (
          <label
            key={one}
            htmlFor={`${groupId}-${one}`}
            className={classes(
              'flex cursor-pointer items-start gap-3 rounded-lg border px-3 py-2.5',
              one === mode ? 'border-accent bg-accent-wash/50' : 'border-line',
            )}
          >
            <input
              id={`${groupId}-${one}`}
              type="radio"
              name={groupId}
              checked={one === mode}
              onChange={() => setMode(one)}
              className="mt-1 size-4 accent-(--accent)"
            />
            <span>
              <span className="block font-medium">{t(`stock.modes.${one}`)}</span>
              <span className="block text-sm text-soft">{t(`stockPublishing.promise.${one}`)}</span>
            </span>
          </label>
        ))}
      </fieldset>
      {mode === 'buffered' && (
        <TextField
          label={t('stock.buffer')}
          type="number"
          min={0}
          max={1_000_000}
          step={1}
          inputMode="numeric"
          className="max-w-40"
          disabled={!canWrite}
          value={buffer}
          onChange={(event) => setBuffer(event.target.value)}
          help={t('stock.bufferHelp')}
          problem={save.error instanceof ApiProblem ? save.error.fields.buffer : undefined}
        />
      )}
      <FormProblem error={save.error} shown={['buffer']} />
      {canWrite && isChanged && (
        <div>
          <Button type="submit" look="primary" isBusy={save.isPending}>
            {t('stockPublishing.save')}
          </Button>
        </div>
      )}
    </form>
  );
}
