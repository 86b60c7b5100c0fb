import { SelectField } from '../../ui/field.tsx';
import { zoneName, zoneNames } from './zones.ts';

/** A time zone by its IANA name; `usual` is what an empty value means, where it may be empty. */
export function ZoneField({
  label,
  help,
  value,
  onChange,
  problem,
  usual,
}: {
  label: string;
  help: string;
  value: string;
  onChange: (zone: string) => void;
  problem?: string | undefined;
  usual?: string;
}) {
  return (
    <SelectField label={label} help={help} value={value} problem={problem} onChange={(event) => onChange(event.target.value)}>
      {usual !== undefined && <option value="">{usual}</option>}
      {zoneNames(value).map((zone) => (
        <option key={zone} value={zone}>
          {zoneName(zone)}
        </option>
      ))}
    </SelectField>
  );
}
