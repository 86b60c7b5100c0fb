import { useTranslation } from 'react-i18next';
import { SelectField } from '../../../ui/field.tsx';
import type { OutletInvitation } from './outlet-queries.ts';

export interface LinkTerms {
  readonly kind: OutletInvitation['kind'];
  readonly expiresInDays: number;
}

export const usualTerms: LinkTerms = { kind: 'until-connected', expiresInDays: 14 };
const kinds: readonly OutletInvitation['kind'][] = ['until-connected', 'single-use'];
const lifetimes = [1, 3, 7, 14, 30, 90];

/** What a link is for, and how long it works. */
export function LinkTermsFields({ terms, onChange }: { terms: LinkTerms; onChange: (terms: LinkTerms) => void }) {
  const { t } = useTranslation();
  return (
    <div className="grid gap-3 sm:grid-cols-[1fr_auto]">
      <SelectField
        label={t('outletLinks.invite.kind')}
        value={terms.kind}
        onChange={(event) => onChange({ ...terms, kind: kinds.find((kind) => kind === event.target.value) ?? 'until-connected' })}
      >
        {kinds.map((kind) => (
          <option key={kind} value={kind}>
            {t(`outletLinks.invite.kinds.${kind}`)}
          </option>
        ))}
      </SelectField>
      <SelectField
        label={t('outletLinks.invite.days')}
        value={terms.expiresInDays}
        onChange={(event) => onChange({ ...terms, expiresInDays: Number(event.target.value) })}
      >
        {lifetimes.map((days) => (
          <option key={days} value={days}>
            {t('outletLinks.invite.daysCount', { count: days })}
          </option>
        ))}
      </SelectField>
    </div>
  );
}
