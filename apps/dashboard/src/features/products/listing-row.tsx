import { useTranslation } from 'react-i18next';
import { formatNumber } from '../../lib/format.ts';
import { GridCell } from '../../ui/grid.tsx';
import { Thumbnail } from '../../ui/thumbnail.tsx';
import { LiveBadge, MappedBadge, ProblemBadge } from './listing-badges.tsx';
import { priceRange } from './price-range.ts';
import type { Listing } from './product-queries.ts';
import { PublishedNumber } from './published-number.tsx';

export interface ListingRowProps {
  listing: Listing;
  /** The marketplace's name. */
  market: string;
  now: number;
  onOpen: (listing: Listing) => void;
}

export const listingColumns =
  'grid grid-cols-[minmax(14rem,2fr)_minmax(9rem,1.1fr)_minmax(7rem,0.9fr)_minmax(8rem,1fr)_5rem_minmax(7rem,0.9fr)_minmax(8rem,1fr)] gap-x-3 px-3';

/** One listing on a wide screen. */
export function ListingRow({ listing, market, now, onOpen }: ListingRowProps) {
  const { t } = useTranslation();
  return (
    <div className={`${listingColumns} items-center py-2`}>
      <GridCell className="flex min-w-0 items-center gap-3">
        <Thumbnail url={listing.pictureUrl} />
        <span className="min-w-0 leading-tight">
          <OpenButton listing={listing} onOpen={onOpen} />
          <span className="block truncate text-sm text-soft">{t('products.variants', { count: listing.variantCount })}</span>
        </span>
      </GridCell>
      <GridCell className="min-w-0 leading-tight">
        <span className="block truncate">{listing.shopName}</span>
        <span className="block truncate text-sm text-soft">{market}</span>
      </GridCell>
      <GridCell className="min-w-0">
        <LiveBadge listing={listing} />
      </GridCell>
      <GridCell className="min-w-0 truncate">{priceRange(listing)}</GridCell>
      <GridCell className="text-right">{listing.seenQuantity === null ? '–' : formatNumber(listing.seenQuantity)}</GridCell>
      <GridCell className="min-w-0">
        <PublishedNumber quantity={listing.publishedQuantity} at={listing.publishedAt} now={now} />
        <ProblemBadge count={listing.problemCount} />
      </GridCell>
      <GridCell className="min-w-0">
        <MappedBadge listing={listing} />
      </GridCell>
    </div>
  );
}

/** One listing on a phone. */
export function ListingCard({ listing, market, now, onOpen }: ListingRowProps) {
  const { t } = useTranslation();
  return (
    <GridCell className="flex gap-3 px-3 py-3">
      <Thumbnail url={listing.pictureUrl} />
      <div className="flex min-w-0 flex-1 flex-col gap-1.5">
        <div className="leading-tight">
          <OpenButton listing={listing} onOpen={onOpen} />
          <span className="block truncate text-sm text-soft">
            {listing.shopName} · {market}
          </span>
        </div>
        <p className="flex flex-wrap gap-x-3 text-sm">
          <span>{priceRange(listing)}</span>
          <span className="text-soft">
            {t('products.shownNumber', { number: listing.seenQuantity === null ? '–' : formatNumber(listing.seenQuantity) })}
          </span>
        </p>
        <div className="flex flex-wrap items-center gap-1.5">
          <LiveBadge listing={listing} />
          <MappedBadge listing={listing} />
          <ProblemBadge count={listing.problemCount} />
        </div>
        {listing.publishedQuantity !== null && (
          <div className="flex gap-1.5 text-sm text-soft">
            {t('products.columns.published')}: <PublishedNumber quantity={listing.publishedQuantity} at={listing.publishedAt} now={now} />
          </div>
        )}
      </div>
    </GridCell>
  );
}

function OpenButton({ listing, onOpen }: Pick<ListingRowProps, 'listing' | 'onOpen'>) {
  const { t } = useTranslation();
  return (
    <button
      type="button"
      aria-label={t('products.open', { title: listing.title })}
      onClick={() => onOpen(listing)}
      className="block min-h-6 max-w-full truncate text-left font-medium hover:text-accent hover:underline"
    >
      {listing.title || listing.externalId}
    </button>
  );
}
