import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAction } from '../../../app/use-action.ts';
import { api, read } from '../../../lib/api.ts';
import { Button } from '../../../ui/button.tsx';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { Drawer } from '../../../ui/drawer.tsx';
import { CheckField } from '../../../ui/field.tsx';
import { FormProblem } from '../../../ui/form-problem.tsx';
import { LinkTermsFields, usualTerms } from './link-terms.tsx';
import { MadeLinks } from './made-links.tsx';

export type Who = 'reconnect' | 'ends-soon' | 'never-connected';
const everybody: readonly Who[] = ['reconnect', 'ends-soon', 'never-connected'];

/** One link for each of many outlets: those that were selected, or all that need one. The links are shown only once. */
export function CampaignDialog({
  outletIds,
  first = 'reconnect',
  onClose,
}: {
  outletIds?: readonly string[] | undefined;
  first?: Who;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const [who, setWho] = useState<readonly Who[]>([first]);
  const [terms, setTerms] = useState(usualTerms);
  const [isSaved, setSaved] = useState(false);
  const [isLeaving, setLeaving] = useState(false);
  const make = useAction(
    async () => {
      const body = { ...terms, who: [...who], ...(outletIds ? { outletIds: [...outletIds] } : {}) };
      const answer = await read(api.POST('/api/outlets/invitations/campaign', { body }));
      if (typeof answer === 'string') throw new TypeError('The hub answered CSV where rows were asked for');
      return answer.items;
    },
    { stale: [['outlets']], isProblemShown: true },
  );
  const rows = make.data;
  const close = () => (rows && rows.length > 0 && !isSaved ? setLeaving(true) : onClose());
  return (
    <Drawer
      isOpen
      isWide={rows !== undefined}
      onClose={close}
      title={t('outletLinks.campaign.title')}
      hint={outletIds ? t('outletLinks.campaign.hintSelected', { count: outletIds.length }) : undefined}
      footer={
        rows ? (
          <Button look="primary" onClick={close}>
            {t('outletLinks.campaign.close')}
          </Button>
        ) : (
          <>
            <Button look="primary" isBusy={make.isPending} disabled={who.length === 0} onClick={() => make.mutate()}>
              {t('outletLinks.campaign.submit')}
            </Button>
            <Button onClick={onClose}>{t('shell.cancel')}</Button>
          </>
        )
      }
    >
      {rows ? (
        <MadeLinks rows={rows} onSaved={() => setSaved(true)} />
      ) : (
        <>
          {!outletIds && (
            <fieldset className="flex flex-col gap-2">
              <legend className="mb-1 font-medium">{t('outletLinks.campaign.who')}</legend>
              {everybody.map((one) => (
                <CheckField
                  key={one}
                  label={t(`outletLinks.campaign.whoOf.${one}`)}
                  checked={who.includes(one)}
                  onChange={(event) => setWho(event.target.checked ? [...who, one] : who.filter((other) => other !== one))}
                />
              ))}
            </fieldset>
          )}
          <LinkTermsFields terms={terms} onChange={setTerms} />
          <p className="text-soft">{t('outletLinks.campaign.older')}</p>
          <FormProblem error={make.error} shown={[]} />
        </>
      )}
      {isLeaving && (
        <ConfirmDialog
          title={t('outletLinks.campaign.leave')}
          help={t('outletLinks.campaign.leaveHelp')}
          submit={t('outletLinks.campaign.leaveSubmit')}
          onConfirm={onClose}
          onClose={() => setLeaving(false)}
        />
      )}
    </Drawer>
  );
}
