import { Hand, Play, Printer, Truck, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../app/session.ts';
import { Button } from '../../ui/button.tsx';
import type { BulkAction } from './bulk-run.ts';
import { ReasonDialog } from './reason-dialog.tsx';

/** What can be done with the selected orders; floats over the end of the list. */
export function BulkBar({
  count,
  onAct,
  onClear,
}: {
  count: number;
  onAct: (action: BulkAction, reason?: string) => void;
  onClear: () => void;
}) {
  const { t } = useTranslation();
  const canPrint = useMay('printing:write');
  const [isHolding, setHolding] = useState(false);
  return (
    <section
      aria-label={t('orders.bulk.label')}
      className="sticky bottom-18 z-20 mx-auto flex max-w-full flex-wrap items-center justify-center gap-2 rounded-2xl border border-line bg-raised px-3 py-2 shadow-xl md:bottom-4"
    >
      <p role="status" className="px-1.5 font-semibold">
        {t('orders.selected', { count })}
      </p>
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
      <Button look="ghost" aria-label={t('orders.bulk.clear')} onClick={onClear}>
        <X className="size-4" aria-hidden />
      </Button>
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
    </section>
  );
}
