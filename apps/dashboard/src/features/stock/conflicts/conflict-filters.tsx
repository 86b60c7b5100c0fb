import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../../app/session.ts';
import { type ConflictCause, type ConflictSearch, conflictCauses } from '../../../app/stock-search.ts';
import { formatNumber } from '../../../lib/format.ts';
import { FilterSelect } from '../../../ui/filter-controls.tsx';
import { shopsQuery } from '../../shops/shop-queries.ts';
import { SkuChip } from '../sku-chip.tsx';

/** Why the numbers differ, with how many there are of each, the shop, and the SKU when one was come from. */
export function ConflictFilters({
  search,
  counts,
  onChange,
}: {
  search: ConflictSearch;
  counts: Readonly<Partial<Record<ConflictCause, number>>> | undefined;
  onChange: (change: Partial<Record<keyof ConflictSearch, unknown>>) => void;
}) {
  const { t } = useTranslation();
  const canReadShops = useMay('shops:read');
  const shops = useQuery({ ...shopsQuery, enabled: canReadShops }).data?.items ?? [];
  const total = counts && Object.values(counts).reduce((sum, count) => sum + count, 0);
  const counted = (label: string, count: number | undefined) => (count === undefined ? label : `${label} (${formatNumber(count)})`);
  return (
    <div className="flex flex-wrap items-center gap-2">
      <div className="w-60">
        <FilterSelect
          label={t('stockConflicts.why')}
          isLabelHidden
          value={search.cause ?? ''}
          onChange={(cause) => onChange({ cause })}
          options={{
            '': counted(t('stockConflicts.anyCause'), total),
            ...Object.fromEntries(conflictCauses.map((cause) => [cause, counted(t(`stockConflicts.cause.${cause}`), counts?.[cause])])),
          }}
        />
      </div>
      {shops.length > 1 && (
        <div className="w-60">
          <FilterSelect
            label={t('stockConflicts.shop')}
            isLabelHidden
            value={search.shopId ?? ''}
            onChange={(shopId) => onChange({ shopId })}
            options={{
              '': t('stockConflicts.anyShop'),
              ...Object.fromEntries(shops.map(({ id, name, platformTitle }) => [id, `${name} · ${platformTitle}`])),
            }}
          />
        </div>
      )}
      {search.skuId && <SkuChip skuId={search.skuId} onClear={() => onChange({ skuId: undefined })} />}
    </div>
  );
}
