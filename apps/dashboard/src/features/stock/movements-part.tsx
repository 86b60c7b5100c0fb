import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type MovementKind, movementKinds } from '../../app/stock-search.ts';
import { DownloadLink } from '../../ui/download-link.tsx';
import { FilterSelect } from '../../ui/filter-controls.tsx';
import { PagedList } from '../../ui/paged-list.tsx';
import { LedgerList } from './ledger-list.tsx';
import { ledgerCsv, ledgerQuery } from './stock-queries.ts';

/** Every movement of one SKU: why there is as much as there is. */
export function MovementsPart({ skuId }: { skuId: string }) {
  const { t } = useTranslation();
  const [kind, setKind] = useState<MovementKind>();
  const search = { skuId, ...(kind ? { kind } : {}) };
  const query = useInfiniteQuery(ledgerQuery(search));
  return (
    <>
      <div className="flex flex-wrap items-end gap-2">
        <FilterSelect
          label={t('stock.kind')}
          value={kind ?? ''}
          onChange={(value) => setKind(movementKinds.find((one) => one === value))}
          options={{ '': t('stockMoves.anyKind'), ...Object.fromEntries(movementKinds.map((one) => [one, t(`stock.kinds.${one}`)])) }}
        />
        <span className="ml-auto flex items-center gap-2">
          <Link to="/stock/movements" search={search} className="inline-flex min-h-9 items-center text-accent underline">
            {t('stockMoves.moreFilters')}
          </Link>
          <DownloadLink href={ledgerCsv(search)} label="CSV" />
        </span>
      </div>
      <div className="-mx-4">
        <PagedList query={query} empty={<p className="px-4 text-soft">{t(kind ? 'stockMoves.noneFiltered' : 'stock.ledgerEmpty')}</p>}>
          {(entries) => <LedgerList entries={entries} isOfOneSku />}
        </PagedList>
      </div>
    </>
  );
}
