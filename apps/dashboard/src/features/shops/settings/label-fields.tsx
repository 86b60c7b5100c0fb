import { useTranslation } from 'react-i18next';
import { TextAreaField, TextField } from '../../../ui/field.tsx';
import { type ParcelDraft, parcelFields, type SenderDraft } from './label-draft.ts';

type Problems = Readonly<Record<string, string>>;

/** Who sends the parcels: all of it or nothing. */
export function SenderFields({
  draft,
  isRequired,
  problems,
  onChange,
}: {
  draft: SenderDraft;
  isRequired: boolean;
  problems: Problems;
  onChange: (draft: SenderDraft) => void;
}) {
  const { t } = useTranslation();
  const field = (name: keyof SenderDraft, maxLength: number) => ({
    label: t(`connections.sender.${name}`),
    value: draft[name],
    maxLength,
    autoComplete: 'off',
    problem: problems[`labelSender.${name}`],
    onChange: (event: { target: { value: string } }) => onChange({ ...draft, [name]: event.target.value }),
  });
  return (
    <fieldset className="grid gap-4 sm:grid-cols-2">
      <legend className="mb-1 font-semibold">{t('connections.sender.title')}</legend>
      <p className="text-sm text-soft sm:col-span-2">{t('connections.sender.help')}</p>
      <TextField {...field('name', 30)} required={isRequired} />
      <TextField {...field('phone', 30)} type="tel" required={isRequired} />
      <TextField {...field('email', 100)} type="email" required={isRequired} />
      <div className="sm:col-span-2">
        <TextAreaField
          {...field('street', 182)}
          rows={2}
          required={isRequired}
          help={t('connections.sender.streetHelp')}
          problem={problems['labelSender.lines'] ?? problems['labelSender.lines.0']}
        />
      </div>
      <TextField {...field('city', 30)} required={isRequired} />
      <TextField {...field('state', 30)} />
      <TextField {...field('postalCode', 20)} required={isRequired} />
      <TextField {...field('regionCode', 2)} minLength={2} required={isRequired} className="max-w-24 uppercase" />
    </fieldset>
  );
}

/** The parcel that most orders go out in. */
export function ParcelFields({
  draft,
  isRequired,
  problems,
  onChange,
}: {
  draft: ParcelDraft;
  isRequired: boolean;
  problems: Problems;
  onChange: (draft: ParcelDraft) => void;
}) {
  const { t } = useTranslation();
  return (
    <fieldset className="grid grid-cols-2 gap-4 sm:grid-cols-4">
      <legend className="mb-1 font-semibold">{t('connections.parcel.title')}</legend>
      <p className="col-span-full text-sm text-soft">{t('connections.parcel.help')}</p>
      {parcelFields.map((name) => (
        <TextField
          key={name}
          label={t(`connections.parcel.${name}`)}
          type="number"
          inputMode="decimal"
          min={name === 'weightGrams' ? 1 : 0.1}
          max={name === 'weightGrams' ? 1_000_000 : 1_000}
          step={name === 'weightGrams' ? 1 : 0.1}
          required={isRequired}
          value={draft[name]}
          problem={problems[`labelParcel.${name}`]}
          onChange={(event) => onChange({ ...draft, [name]: event.target.value })}
        />
      ))}
    </fieldset>
  );
}
