import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAction } from '../../app/use-action.ts';
import { ApiProblem, api, read, type Schemas } from '../../lib/api.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { FormProblem } from '../../ui/form-problem.tsx';
import { FindPrinterStep } from './find-printer-step.tsx';
import { type PrinterDraft, toPrinterBody } from './printer-draft.ts';
import { PrinterFields, shownPrinterFields } from './printer-fields.tsx';

type Agent = Schemas['Agent'];

/** Adds a printer in two steps: where it is (found, or named), then what is loaded in it. */
export function AddPrinterDialog({ agents, firstAgentId, isFirst, onClose }: Props) {
  const { t } = useTranslation();
  const formId = useId();
  const preferred = agents.find(({ id }) => id === firstAgentId) ?? agents.find(({ isOnline }) => isOnline) ?? agents[0];
  const [agentId, setAgentId] = useState(preferred?.id ?? '');
  const [draft, setDraft] = useState<PrinterDraft>();
  const save = useAction((body: ReturnType<typeof toPrinterBody>) => read(api.POST('/api/printers', { body: { ...body, agentId } })), {
    stale: [['printers'], ['agents']],
    said: ({ name }) => t('printers.printer.added', { printer: name }),
    isProblemShown: true,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (draft) save.mutate(toPrinterBody(draft), { onSuccess: onClose });
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('printers.form.addTitle')}
      hint={draft ? t('printers.printer.agent', { agent: agents.find(({ id }) => id === agentId)?.name }) : t('printers.form.chooseAgent')}
      footer={
        draft ? (
          <>
            <Button
              onClick={() => {
                save.reset();
                setDraft(undefined);
              }}
            >
              {t('printers.form.back')}
            </Button>
            <Button type="submit" form={formId} look="primary" isBusy={save.isPending}>
              {t('printers.form.add')}
            </Button>
          </>
        ) : (
          <Button onClick={onClose}>{t('shell.cancel')}</Button>
        )
      }
    >
      {draft ? (
        <form id={formId} onSubmit={submit} className="flex flex-col gap-4">
          <PrinterFields draft={draft} onChange={setDraft} problems={save.error instanceof ApiProblem ? save.error.fields : {}} />
          <FormProblem error={save.error} shown={shownPrinterFields} />
        </form>
      ) : (
        <FindPrinterStep
          agents={agents}
          agentId={agentId}
          onAgent={setAgentId}
          onChoose={(chosen) => setDraft({ ...chosen, isDefault: isFirst })}
        />
      )}
    </Dialog>
  );
}

interface Props {
  agents: readonly Agent[];
  firstAgentId?: string | undefined;
  /** The first printer becomes the default one. */
  isFirst: boolean;
  onClose: () => void;
}
