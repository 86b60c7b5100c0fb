import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../../lib/api.ts';
import type { ChosenUnits } from './chosen-units.ts';

/** How many units of each open line go into the parcel. */
export function UnitFields({
  lines,
  chosen,
  onChange,
  problem,
}: {
  lines: readonly Schemas['OrderLine'][];
  chosen: ChosenUnits;
  onChange: (chosen: ChosenUnits) => void;
  problem?: string | undefined;
}) {
  const { t } = useTranslation();
  const id = useId();
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1 font-medium">{t('order.own.items')}</legend>
      {lines.map((line) => (
        <div key={line.id} className="flex items-center gap-3">
          <input
            id={`${id}-${line.id}`}
            type="number"
            min={0}
            max={line.quantity}
            step={1}
            required
            value={chosen[line.id] ?? 0}
            onChange={(event) => onChange({ ...chosen, [line.id]: Math.max(0, Math.trunc(Number(event.target.value))) })}
            className="h-9 w-18 shrink-0 rounded-lg border border-edge bg-panel px-2"
          />
          <label htmlFor={`${id}-${line.id}`} className="min-w-0 leading-tight">
            {t('orderShipping.ofLine', { count: line.quantity, title: line.title })}
            <span className="block truncate text-sm text-soft">{[line.variantName, line.sellerCode].filter(Boolean).join(' · ')}</span>
          </label>
        </div>
      ))}
      {problem && (
        <p role="alert" className="font-medium text-bad">
          {problem}
        </p>
      )}
    </fieldset>
  );
}
