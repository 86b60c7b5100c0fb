import { useTranslation } from 'react-i18next';
import { useNow } from '../../ui/clock.ts';
import { GridHead } from '../../ui/grid.tsx';
import { useMedia } from '../../ui/media.ts';
import { VirtualGrid } from '../../ui/virtual-grid.tsx';
import { ListingCard, ListingRow, listingColumns } from './listing-row.tsx';
import { type Listing, usePlatforms } from './product-queries.ts';

const rowHeightPx = 60;
const cardHeightPx = 132;
const clockEveryMs = 20_000;
const nothing: ReadonlySet<string> = new Set();

export interface ListingGridProps {
  rows: readonly Listing[];
  active: number | undefined;
  onActive: (index: number) => void;
  onOpen: (listing: Listing) => void;
  onNearEnd: () => void;
}

/** The listings as rows (wide) or cards (phone). */
export function ListingGrid({ onOpen, ...grid }: ListingGridProps) {
  const { t } = useTranslation();
  const platforms = usePlatforms();
  const isWide = useMedia('(min-width: 1180px)');
  const now = useNow(clockEveryMs);
  const Row = isWide ? ListingRow : ListingCard;
  return (
    <VirtualGrid
      {...grid}
      label={t('products.title')}
      selected={nothing}
      canSelect={false}
      rowHeightPx={isWide ? rowHeightPx : cardHeightPx}
      headClassName={isWide ? listingColumns : 'flex gap-3 px-3'}
      head={
        <>
          <GridHead>{t('products.columns.product')}</GridHead>
          {isWide &&
            (['shop', 'status', 'price', 'shown', 'published', 'mapping'] as const).map((column) => (
              <GridHead key={column} className={column === 'shown' ? 'text-right' : ''}>
                {t(`products.columns.${column}`)}
              </GridHead>
            ))}
        </>
      }
    >
      {(listing) => <Row listing={listing} market={platforms.get(listing.platform)?.title ?? listing.platform} now={now} onOpen={onOpen} />}
    </VirtualGrid>
  );
}
