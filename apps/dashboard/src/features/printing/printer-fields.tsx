import { useTranslation } from 'react-i18next';
import { CheckField, SelectField, TextField } from '../../ui/field.tsx';
import { changeKind, type DriverKind, mediaPresets, type PrinterDraft, presetNames, presetOf, presetTitles } from './printer-draft.ts';

interface FieldsProps {
  draft: PrinterDraft;
  onChange: (draft: PrinterDraft) => void;
  /** What the hub said about each field, by its path. */
  problems: Readonly<Record<string, string>>;
}

const kinds: readonly DriverKind[] = ['ipp', 'raw9100', 'cups', 'pdf-file'];
const languages = ['pdf', 'zpl', 'pwg-raster'] as const;
const resolutions = [203, 300, 600] as const;

/** Paths that these fields show problems of; anything else is said above the buttons. */
export const shownPrinterFields = [
  'name',
  'driver.uri',
  'driver.server',
  'driver.queue',
  'driver.host',
  'driver.port',
  'driver.directory',
  'media.widthMm',
  'media.heightMm',
  'media.gapMm',
];

export function PrinterFields(props: FieldsProps) {
  const { t } = useTranslation();
  const { draft, onChange, problems } = props;
  return (
    <div className="flex flex-col gap-4">
      <TextField
        label={t('printers.form.name')}
        help={t('printers.form.nameHelp')}
        value={draft.name}
        required
        maxLength={100}
        onChange={(event) => onChange({ ...draft, name: event.target.value })}
        problem={problems.name}
      />
      <SelectField
        label={t('printers.form.kind')}
        help={t(`printers.driverHelp.${draft.kind}`)}
        value={draft.kind}
        onChange={(event) => {
          const kind = kinds.find((name) => name === event.target.value);
          if (kind) onChange(changeKind(draft, kind));
        }}
      >
        {kinds.map((kind) => (
          <option key={kind} value={kind}>
            {t(`printers.driver.${kind}`)}
          </option>
        ))}
      </SelectField>
      <DriverFields {...props} />
      <MediaFields {...props} />
      <CheckField
        label={t('printers.form.isDefault')}
        help={t('printers.form.isDefaultHelp')}
        checked={draft.isDefault}
        onChange={(event) => onChange({ ...draft, isDefault: event.target.checked })}
      />
    </div>
  );
}

function DriverFields({ draft, onChange, problems }: FieldsProps) {
  const { t } = useTranslation();
  const text = (field: 'uri' | 'server' | 'queue' | 'host' | 'directory', help?: string) => (
    <TextField
      label={t(`printers.form.${field}`)}
      help={help}
      value={draft[field]}
      required
      spellCheck={false}
      autoCapitalize="none"
      onChange={(event) => onChange({ ...draft, [field]: event.target.value })}
      problem={problems[`driver.${field}`]}
    />
  );
  if (draft.kind === 'ipp') return text('uri', t('printers.form.uriHelp'));
  if (draft.kind === 'pdf-file') return text('directory', t('printers.form.directoryHelp'));
  if (draft.kind === 'cups')
    return (
      <>
        {text('server', t('printers.form.serverHelp'))}
        {text('queue', t('printers.form.queueHelp'))}
      </>
    );
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-[1fr_7rem]">
        {text('host')}
        <TextField
          label={t('printers.form.port')}
          type="number"
          min={1}
          max={65535}
          required
          value={draft.port || ''}
          onChange={(event) => onChange({ ...draft, port: event.target.valueAsNumber || 0 })}
          problem={problems['driver.port']}
        />
      </div>
      <SelectField
        label={t('printers.form.whenSilent')}
        help={t('printers.form.whenSilentHelp')}
        value={draft.whenSilent}
        onChange={(event) => onChange({ ...draft, whenSilent: event.target.value === 'assume-printed' ? 'assume-printed' : 'unknown' })}
      >
        <option value="unknown">{t('printers.form.whenSilentAsk')}</option>
        <option value="assume-printed">{t('printers.form.whenSilentAssume')}</option>
      </SelectField>
    </>
  );
}

function MediaFields({ draft, onChange, problems }: FieldsProps) {
  const { t } = useTranslation();
  const { media } = draft;
  const setMedia = (change: Partial<typeof media>) => onChange({ ...draft, media: { ...media, ...change } });
  const size = (field: 'widthMm' | 'heightMm' | 'gapMm', label: string, min: number, max: number) => (
    <TextField
      label={label}
      type="number"
      step="0.1"
      min={min}
      max={max}
      required
      value={Number.isNaN(media[field]) ? '' : media[field]}
      onChange={(event) => setMedia({ [field]: event.target.valueAsNumber })}
      problem={problems[`media.${field}`]}
    />
  );
  return (
    <fieldset className="flex flex-col gap-4 rounded-xl border border-line p-3">
      <legend className="px-1 font-medium">{t('printers.form.loaded')}</legend>
      <SelectField
        label={t('printers.form.media')}
        value={presetOf(media)}
        onChange={(event) => {
          const name = presetNames.find((preset) => preset === event.target.value);
          setMedia(name ? mediaPresets[name] : { widthMm: Number.NaN });
        }}
      >
        {presetNames.map((name) => (
          <option key={name} value={name}>
            {presetTitles[name]}
          </option>
        ))}
        <option value="custom">{t('printers.form.custom')}</option>
      </SelectField>
      <div className="grid gap-4 sm:grid-cols-3">
        {presetOf(media) === 'custom' && (
          <>
            {size('widthMm', t('printers.form.width'), 1, 1000)}
            {size('heightMm', t('printers.form.height'), 1, 2000)}
          </>
        )}
        {size('gapMm', t('printers.form.gap'), 0, 50)}
      </div>
      <div className="grid gap-4 sm:grid-cols-2">
        <SelectField
          label={t('printers.form.dpi')}
          help={t('printers.form.dpiHelp')}
          value={media.dpi}
          onChange={(event) => setMedia({ dpi: resolutions.find((dpi) => dpi === Number(event.target.value)) ?? 203 })}
        >
          {resolutions.map((dpi) => (
            <option key={dpi}>{dpi}</option>
          ))}
        </SelectField>
        <SelectField
          label={t('printers.form.language')}
          help={t('printers.form.languageHelp')}
          value={media.language}
          onChange={(event) => setMedia({ language: languages.find((name) => name === event.target.value) ?? 'pdf' })}
        >
          {languages.map((name) => (
            <option key={name} value={name}>
              {t(`printers.form.languages.${name}`)}
            </option>
          ))}
        </SelectField>
      </div>
    </fieldset>
  );
}
