import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAction } from '../../app/use-action.ts';
import { ApiProblem, api, read } from '../../lib/api.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { FormProblem } from '../../ui/form-problem.tsx';
import { SkuConflict } from './sku-conflict.tsx';
import { changedOnly, draftOf, readDraft, type SkuDraft } from './sku-draft.ts';
import { SkuFields, shownFields } from './sku-fields.tsx';
import { type Sku, skuQuery } from './sku-queries.ts';

interface Wish {
  readonly version: number;
  readonly change: Partial<SkuDraft>;
}

/** Changes a SKU. When somebody else changed it meanwhile, both versions are shown side by side and the person chooses. */
export function EditSkuDialog({ sku, onClose }: { sku: Sku; onClose: () => void }) {
  const { t } = useTranslation();
  const formId = useId();
  const queries = useQueryClient();
  // What the person began with: a live change must not move the ground under the form.
  const [base] = useState(sku);
  const [conflict, setConflict] = useState<{ theirs: Sku; mine: SkuDraft }>();
  const save = useAction(
    ({ version, change }: Wish) =>
      read(
        api.PATCH('/api/skus/{skuId}', {
          params: { path: { skuId: sku.id }, header: { 'if-match': `"${version}"` } },
          body: change,
        }),
      ),
    { stale: [['skus'], ['stock'], ['listings'], ['mappings']], said: t('skus.saved'), isProblemShown: true },
  );
  const write = (version: number, before: Sku, mine: SkuDraft) => {
    const change = changedOnly(draftOf(before), mine);
    if (Object.keys(change).length === 0) return onClose();
    save.mutate(
      { version, change },
      {
        onSuccess: onClose,
        onError: async (error) => {
          if (!(error instanceof ApiProblem) || error.status !== 412) return;
          const { sku: theirs } = await queries.fetchQuery({ ...skuQuery(sku.id), staleTime: 0 });
          setConflict({ theirs, mine });
          save.reset();
        },
      },
    );
  };
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    write(
      base.version,
      base,
      readDraft((name) => String(form.get(name) ?? '')),
    );
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('skus.editTitle', { code: base.code })}
      footer={
        conflict ? (
          <>
            <Button onClick={onClose}>{t('skus.conflict.theirs')}</Button>
            <Button
              look="primary"
              isBusy={save.isPending}
              onClick={() =>
                write(conflict.theirs.version, conflict.theirs, {
                  ...draftOf(conflict.theirs),
                  ...changedOnly(draftOf(base), conflict.mine),
                })
              }
            >
              {t('skus.conflict.mine')}
            </Button>
          </>
        ) : (
          <>
            <Button onClick={onClose}>{t('shell.cancel')}</Button>
            <Button type="submit" form={formId} look="primary" isBusy={save.isPending}>
              {t('shell.save')}
            </Button>
          </>
        )
      }
    >
      {conflict ? (
        <SkuConflict base={draftOf(base)} theirs={draftOf(conflict.theirs)} mine={conflict.mine} />
      ) : (
        <form id={formId} onSubmit={send} className="flex flex-col gap-4 pb-1">
          <SkuFields first={draftOf(base)} isNew={false} problems={save.error instanceof ApiProblem ? save.error.fields : {}} />
        </form>
      )}
      <FormProblem error={save.error} shown={shownFields} />
    </Dialog>
  );
}
