import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { skuQuery } from './stock-queries.ts';

/** The one SKU that a list is about; pressed, the list is about all again. */
export function SkuChip({ skuId, onClear }: { skuId: string; onClear: () => void }) {
  const { t } = useTranslation();
  const code = useQuery(skuQuery(skuId)).data?.sku.code ?? skuId;
  return (
    <Button onClick={onClear} aria-label={t('stockConflicts.clearSku', { code })}>
      {code} <X className="size-4" aria-hidden />
    </Button>
  );
}
