import { type ReactNode, useId } from 'react';

const box = 'h-9 w-full min-w-0 rounded-lg border border-edge bg-panel px-2.5';

function Labelled({ id, label, isHidden = false, children }: { id: string; label: string; isHidden?: boolean; children: ReactNode }) {
  return (
    <div className="flex min-w-0 flex-col gap-0.5">
      <label htmlFor={id} className={isHidden ? 'sr-only' : 'text-sm text-soft'}>
        {label}
      </label>
      {children}
    </div>
  );
}

interface FilterProps {
  label: string;
  value: string;
  /** `undefined` takes the filter away. */
  onChange: (value: string | undefined) => void;
}

export function FilterSelect({
  label,
  value,
  onChange,
  options,
  isLabelHidden = false,
}: FilterProps & { options: Readonly<Record<string, string>>; isLabelHidden?: boolean }) {
  const id = useId();
  return (
    <Labelled id={id} label={label} isHidden={isLabelHidden}>
      <select id={id} value={value} onChange={(event) => onChange(event.target.value || undefined)} className={box}>
        {Object.entries(options).map(([key, text]) => (
          <option key={key} value={key}>
            {text}
          </option>
        ))}
      </select>
    </Labelled>
  );
}

/** Takes effect on Enter or when the field is left. */
export function FilterText({ label, value, onChange, placeholder }: FilterProps & { placeholder: string }) {
  const id = useId();
  const apply = (text: string) => {
    if (text.trim() !== value) onChange(text.trim() || undefined);
  };
  return (
    <Labelled id={id} label={label}>
      <input
        id={id}
        defaultValue={value}
        placeholder={placeholder}
        maxLength={100}
        onBlur={(event) => apply(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') apply(event.currentTarget.value);
        }}
        className={`${box} placeholder:text-faint`}
      />
    </Labelled>
  );
}

export function FilterDate({ label, value, onChange }: FilterProps) {
  const id = useId();
  return (
    <Labelled id={id} label={label}>
      <input
        id={id}
        type="date"
        value={value.slice(0, 10)}
        onChange={(event) => onChange(event.target.value || undefined)}
        className={box}
      />
    </Labelled>
  );
}
