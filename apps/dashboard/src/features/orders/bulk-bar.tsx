import { Combine, Hand, Play, Printer, Truck } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../app/session.ts';
import { Button } from '../../ui/button.tsx';
import { FloatingBar } from '../../ui/floating-bar.tsx';
import type { BulkAction } from './bulk-run.ts';
import { ReasonDialog } from './reason-dialog.tsx';

/** What can be done with the selected orders; floats over the end of the list. */
export function BulkBar({
  count,
  whyNotCombine,
  onAct,
  onClear,
}: {
  count: number;
  /** Why the chosen orders cannot go in one parcel; '' when only the marketplace can tell. */
  whyNotCombine: string;
  onAct: (action: BulkAction, reason?: string) => void;
  onClear: () => void;
}) {
  const { t } = useTranslation();
  const canPrint = useMay('printing:write');
  const [isHolding, setHolding] = useState(false);
  return (
    <FloatingBar
      label={t('orders.bulk.label')}
      count={t('orders.selected', { count })}
      clearLabel={t('orders.bulk.clear')}
      onClear={onClear}
    >
      <Button look="primary" aria-keyshortcuts="s" onClick={() => onAct('fulfil')}>
        <Truck className="size-4" aria-hidden /> {t('orders.bulk.fulfil')}
      </Button>
      {canPrint && (
        <Button aria-keyshortcuts="p" onClick={() => onAct('print')}>
          <Printer className="size-4" aria-hidden /> {t('orders.bulk.print')}
        </Button>
      )}
      <Button onClick={() => setHolding(true)}>
        <Hand className="size-4" aria-hidden /> {t('orders.bulk.hold')}
      </Button>
      <Button onClick={() => onAct('release')}>
        <Play className="size-4" aria-hidden /> {t('orders.bulk.release')}
      </Button>
      {count > 1 && (
        <Button disabled={whyNotCombine !== ''} title={whyNotCombine || undefined} onClick={() => onAct('combine')}>
          <Combine className="size-4" aria-hidden /> {t('orderShipping.combine')}
        </Button>
      )}
      {count > 1 && whyNotCombine && <p className="w-full text-center text-sm text-soft">{whyNotCombine}</p>}
      {isHolding && (
        <ReasonDialog
          title={t('orders.bulk.holdTitle')}
          hint={t('orders.bulk.holdHelp')}
          placeholder={t('orders.bulk.reasonPlaceholder')}
          submit={t('orders.bulk.hold')}
          onClose={() => setHolding(false)}
          onSubmit={(reason) => {
            setHolding(false);
            onAct('hold', reason);
          }}
        />
      )}
    </FloatingBar>
  );
}
