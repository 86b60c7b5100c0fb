import { useQuery } from '@tanstack/react-query';
import { ExternalLink, RefreshCw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useAction } from '../../app/use-action.ts';
import { formatDistance } from '../../lib/format.ts';
import { Button } from '../../ui/button.tsx';
import { useNow } from '../../ui/clock.ts';
import { Drawer } from '../../ui/drawer.tsx';
import { QueryState } from '../../ui/query-state.tsx';
import { LiveBadge } from './listing-badges.tsx';
import { ListingDeeds } from './listing-deeds.tsx';
import { readProductNow } from './product-calls.ts';
import { type ListingDetail, listingQuery, usePlatforms } from './product-queries.ts';
import { VariantList } from './variant-list.tsx';

const clockEveryMs = 20_000;

/** One listing with its pictures, variants and attributes, and what may be done with it at its marketplace. */
export function ListingDrawer({ listingId, title, onClose }: { listingId: string; title: string; onClose: () => void }) {
  const { t } = useTranslation();
  const query = useQuery(listingQuery(listingId));
  return (
    <Drawer isOpen isWide onClose={onClose} title={query.data?.title || title || t('products.listing')}>
      <QueryState query={query}>{(listing) => <ListingSheet listing={listing} onClose={onClose} />}</QueryState>
    </Drawer>
  );
}

function ListingSheet({ listing, onClose }: { listing: ListingDetail; onClose: () => void }) {
  const { t } = useTranslation();
  const now = useNow(clockEveryMs);
  const market = usePlatforms().get(listing.platform)?.title ?? listing.platform;
  const attributes = Object.entries(listing.attributes);
  return (
    <>
      <div className="flex flex-col gap-2">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <LiveBadge listing={listing} />
          <span className="text-soft">
            {t('products.marketSays', { market, status: listing.status || '–' })} · {listing.shopName}
          </span>
        </p>
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-soft">
          {listing.category && <span>{listing.category.name || listing.category.externalId}</span>}
          <span className="font-mono">{listing.externalId}</span>
          {listing.url && (
            <a
              href={listing.url}
              target="_blank"
              rel="noreferrer"
              className="inline-flex min-h-6 items-center gap-1 font-medium text-accent underline"
            >
              <ExternalLink className="size-4" aria-hidden /> {t('products.seeThere', { market })}
            </a>
          )}
        </p>
        <ReadNow listing={listing} now={now} />
      </div>
      <Pictures listing={listing} />
      <ListingDeeds listing={listing} onGone={onClose} />
      <VariantList listing={listing} now={now} />
      {attributes.length > 0 && (
        <section>
          <h3 className="mb-1.5 font-semibold">{t('products.attributes')}</h3>
          <dl className="grid grid-cols-[minmax(7rem,auto)_1fr] gap-x-4 gap-y-1">
            {attributes.map(([name, value]) => (
              <div key={name} className="contents">
                <dt className="text-soft">{name}</dt>
                <dd className="break-words">{value}</dd>
              </div>
            ))}
          </dl>
        </section>
      )}
      {listing.description && (
        <section>
          <h3 className="mb-1.5 font-semibold">{t('products.description')}</h3>
          <p className="break-words whitespace-pre-wrap">{listing.description}</p>
        </section>
      )}
    </>
  );
}

function ReadNow({ listing, now }: { listing: ListingDetail; now: number }) {
  const { t } = useTranslation();
  const readAgain = useAction(() => readProductNow(listing), { stale: [['listings'], ['mappings']], said: t('products.readDone') });
  return (
    <p className="flex flex-wrap items-center gap-2 text-sm text-soft">
      {t('products.readAt', { when: formatDistance(listing.syncedAt, now) })}
      {!listing.isGone && (
        <Button size="small" look="ghost" isBusy={readAgain.isPending} onClick={() => readAgain.mutate()}>
          <RefreshCw className="size-4" aria-hidden /> {t('products.readNow')}
        </Button>
      )}
    </p>
  );
}

function Pictures({ listing }: { listing: ListingDetail }) {
  const { t } = useTranslation();
  if (listing.pictures.length === 0 && listing.missingPictures === 0) return null;
  return (
    <div>
      <ul aria-label={t('products.pictures')} className="flex flex-wrap gap-2">
        {listing.pictures.map((url, index) => (
          <li key={url}>
            <a href={url} target="_blank" rel="noreferrer" className="block">
              <img
                src={url}
                alt={t('products.picture', { number: index + 1 })}
                loading="lazy"
                className="size-24 rounded-lg border border-line bg-page object-cover"
              />
            </a>
          </li>
        ))}
      </ul>
      {listing.missingPictures > 0 && (
        <p className="mt-1 text-sm text-soft">{t('products.missingPictures', { count: listing.missingPictures })}</p>
      )}
    </div>
  );
}
