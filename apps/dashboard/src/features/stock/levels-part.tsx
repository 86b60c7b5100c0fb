import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { formatNumber } from '../../lib/format.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { Figure } from '../../ui/figure.tsx';
import { QueryState } from '../../ui/query-state.tsx';
import { Table, Td, Th } from '../../ui/table.tsx';
import { useCover } from './sku-figures.tsx';
import { type MoveKind, moveKinds } from './stock-change.ts';
import { levelsQuery, locationsQuery, type SkuLevels } from './stock-queries.ts';

/** What is there of a SKU, whole and at each location, and how long it lasts. */
export function LevelsPart({ skuId, onMove }: { skuId: string; onMove: ((kind: MoveKind) => void) | undefined }) {
  const { t } = useTranslation();
  const query = useQuery(levelsQuery(skuId));
  const places = useQuery(locationsQuery).data?.items.filter(({ isRetired }) => !isRetired) ?? [];
  return (
    <QueryState query={query}>
      {(levels) => (
        <>
          {levels.shortfall > 0 && (
            <p className="rounded-lg bg-bad-wash px-3 py-2 font-medium text-bad">
              {t('stockDetail.short', { count: levels.shortfall, shown: formatNumber(levels.shortfall) })}
            </p>
          )}
          <Figures levels={levels} />
          {onMove && (
            <div className="flex flex-wrap gap-2">
              {moveKinds
                .filter((kind) => kind !== 'transfer' || places.length > 1)
                .map((kind) => (
                  <Button key={kind} size="small" onClick={() => onMove(kind)}>
                    {t(`stockMoves.act.${kind}`)}
                  </Button>
                ))}
            </div>
          )}
          <div className="shrink-0">
            <Places levels={levels} />
          </div>
        </>
      )}
    </QueryState>
  );
}

function Figures({ levels }: { levels: SkuLevels }) {
  const { t } = useTranslation();
  const cover = useCover();
  const perDay = formatNumber(Math.round(levels.soldPerDay * 10) / 10);
  return (
    <dl className="grid grid-cols-2 gap-4 sm:grid-cols-5">
      <Figure
        label={t('stock.columns.available')}
        value={<span className={classes(levels.ats <= 0 && 'text-bad')}>{formatNumber(levels.ats)}</span>}
        help={t('stockDetail.availableHelp')}
      />
      <Figure label={t('stock.columns.onHand')} value={formatNumber(levels.onHand)} />
      <Figure
        label={t('stock.columns.reserved')}
        value={formatNumber(levels.reserved)}
        help={levels.promoHeld > 0 ? t('stockDetail.promoHeld', { count: levels.promoHeld }) : undefined}
      />
      <Figure label={t('stock.safetyStock')} value={formatNumber(levels.safetyStock)} />
      <Figure
        label={t('stockDetail.coverTitle')}
        value={cover(levels.daysOfCover)}
        help={levels.soldPerDay > 0 ? t('stockDetail.soldPerDay', { count: perDay }) : t('stockDetail.notSold')}
      />
    </dl>
  );
}

function Places({ levels }: { levels: SkuLevels }) {
  const { t } = useTranslation();
  return (
    <Table label={t('stockDetail.places')}>
      <thead>
        <tr>
          <Th>{t('stockMoves.location')}</Th>
          <Th className="text-right">{t('stock.columns.onHand')}</Th>
          <Th className="text-right">{t('stock.columns.reserved')}</Th>
          <Th className="text-right">{t('stockDetail.free')}</Th>
        </tr>
      </thead>
      <tbody>
        {levels.levels.map((level) => (
          <tr key={level.locationId}>
            <Td>
              {level.locationName}
              {level.isDefault && <span className="block text-sm text-soft">{t('stockMoves.defaultHelp')}</span>}
            </Td>
            <Td className="text-right">{formatNumber(level.onHand)}</Td>
            <Td className="text-right text-soft">{formatNumber(level.reserved)}</Td>
            <Td className="text-right font-semibold">{formatNumber(level.onHand - level.reserved - level.promoHeld)}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
