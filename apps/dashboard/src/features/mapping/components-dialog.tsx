import { X } from 'lucide-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import type { Component, MappableVariant } from './mapping-queries.ts';
import { SkuFinder } from './sku-finder.tsx';
import { useMappingDeeds } from './use-mapping-deeds.ts';

export interface ChosenSku extends Component {
  readonly skuCode: string;
}

/** Says what a variant is made of: one SKU, or a bundle of several with their quantities. */
export function ComponentsDialog({
  variant,
  isBundle,
  first,
  firstText,
  onClose,
}: {
  variant: MappableVariant;
  isBundle: boolean;
  first: readonly ChosenSku[];
  firstText: string;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState(first);
  const { set } = useMappingDeeds();
  const choose = (skuId: string, skuCode: string) => {
    const isIn = chosen.some((one) => one.skuId === skuId);
    if (!isBundle) setChosen(isIn ? [] : [{ skuId, skuCode, quantity: 1 }]);
    else setChosen(isIn ? chosen.filter((one) => one.skuId !== skuId) : [...chosen, { skuId, skuCode, quantity: 1 }]);
  };
  const units = chosen.reduce((sum, one) => sum + one.quantity, 0);
  const isReady = chosen.length > 0 && (!isBundle || units > 1);
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t(isBundle ? 'mapping.bundleTitle' : 'mapping.chooseTitle')}
      hint={variant.name}
      footer={
        <>
          <Button onClick={onClose}>{t('shell.cancel')}</Button>
          <Button
            look="primary"
            disabled={!isReady}
            isBusy={set.isPending}
            onClick={() =>
              set.mutate({ variant, components: chosen.map(({ skuId, quantity }) => ({ skuId, quantity })) }, { onSuccess: onClose })
            }
          >
            {t(isBundle ? 'mapping.saveBundle' : 'mapping.link')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4 pb-1">
        {isBundle && <p className="text-soft">{t('mapping.bundleHelp')}</p>}
        <SkuFinder firstText={firstText} chosen={new Set(chosen.map((one) => one.skuId))} onChoose={(sku) => choose(sku.id, sku.code)} />
        {chosen.length > 0 && (
          <ul aria-label={t('mapping.madeOf')} className="flex flex-col gap-2">
            {chosen.map((one) => (
              <ChosenRow
                key={one.skuId}
                one={one}
                hasQuantity={isBundle}
                onQuantity={(quantity) => setChosen(chosen.map((other) => (other.skuId === one.skuId ? { ...other, quantity } : other)))}
                onRemove={() => setChosen(chosen.filter((other) => other.skuId !== one.skuId))}
              />
            ))}
          </ul>
        )}
        {isBundle && chosen.length > 0 && !isReady && <p className="text-sm text-warn">{t('mapping.bundleTooSmall')}</p>}
      </div>
    </Dialog>
  );
}

function ChosenRow({
  one,
  hasQuantity,
  onQuantity,
  onRemove,
}: {
  one: ChosenSku;
  hasQuantity: boolean;
  onQuantity: (quantity: number) => void;
  onRemove: () => void;
}) {
  const { t } = useTranslation();
  const id = useId();
  return (
    <li className="flex items-center gap-2 rounded-lg bg-accent-wash px-3 py-1.5">
      {hasQuantity && (
        <>
          <label htmlFor={id} className="sr-only">
            {t('mapping.unitsOf', { sku: one.skuCode })}
          </label>
          <input
            id={id}
            type="number"
            min={1}
            max={10_000}
            value={one.quantity}
            onChange={(event) => onQuantity(Math.min(Math.max(Math.trunc(Number(event.target.value)) || 1, 1), 10_000))}
            className="h-8 w-18 rounded-lg border border-edge bg-panel px-2"
          />
          <span aria-hidden>×</span>
        </>
      )}
      <span className="min-w-0 flex-1 truncate font-medium">{one.skuCode}</span>
      <IconButton icon={X} label={t('mapping.takeOut', { sku: one.skuCode })} onClick={onRemove} />
    </li>
  );
}
