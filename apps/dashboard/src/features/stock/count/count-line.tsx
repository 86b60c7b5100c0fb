import { Minus, Plus, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { classes } from '../../../ui/classes.ts';
import { IconButton } from '../../../ui/icon-button.tsx';
import { type CountLine, isCounted } from './count-sheet.ts';

/** A counted SKU: large enough for a thumb at the shelf. `problem` is what the hub said of the line. */
export function CountLineRow({
  line,
  problem,
  onChange,
  onRemove,
}: {
  line: CountLine;
  problem: string | undefined;
  onChange: (counted: string) => void;
  onRemove: () => void;
}) {
  const { t } = useTranslation();
  const units = isCounted(line.counted) ? Number(line.counted) : 0;
  const isBad = line.counted !== '' && !isCounted(line.counted);
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1 px-4 py-2.5">
      <div className="min-w-0 flex-1 leading-tight">
        <p className="font-medium break-all">{line.code}</p>
        {problem && (
          <p role="alert" className="text-sm font-medium text-bad">
            {problem}
          </p>
        )}
      </div>
      <div className="flex items-center gap-1">
        <IconButton
          icon={Minus}
          label={t('stockCount.less', { code: line.code })}
          isDisabled={units === 0}
          onClick={() => onChange(String(Math.max(0, units - 1)))}
        />
        <input
          inputMode="numeric"
          autoComplete="off"
          maxLength={8}
          aria-label={t('stockCount.countedOf', { code: line.code })}
          aria-invalid={isBad || undefined}
          value={line.counted}
          onChange={(event) => onChange(event.target.value)}
          className={classes(
            'h-10 w-20 rounded-lg border bg-panel px-2 text-center text-base font-semibold',
            isBad ? 'border-bad' : 'border-edge',
          )}
        />
        <IconButton icon={Plus} label={t('stockCount.more', { code: line.code })} onClick={() => onChange(String(units + 1))} />
        <IconButton icon={X} label={t('stockCount.remove', { code: line.code })} onClick={onRemove} />
      </div>
    </li>
  );
}
