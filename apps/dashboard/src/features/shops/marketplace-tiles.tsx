import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../app/session.ts';
import { formatDistance } from '../../lib/format.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { heldBack, neededVariables } from './marketplaces.ts';
import { breakersQuery, type Platform, platformsQuery } from './shop-queries.ts';
import { slugOf } from './shop-status.ts';

/** The marketplaces: connect one, see what it can do, or what is missing before it can be connected. */
export function MarketplaceTiles({ now, onConnect }: { now: number; onConnect: (platform: Platform) => void }) {
  const platforms = useQuery(platformsQuery).data?.items ?? [];
  const breakers = useQuery(breakersQuery).data ?? [];
  return (
    <ul className="grid gap-3 sm:grid-cols-2 xl:grid-cols-4">
      {platforms.map((platform) => (
        <Tile key={platform.slug} platform={platform} held={heldBack(platform, breakers)} now={now} onConnect={() => onConnect(platform)} />
      ))}
    </ul>
  );
}

function Tile({
  platform,
  held,
  now,
  onConnect,
}: {
  platform: Platform;
  held: readonly { what: string; since: string }[];
  now: number;
  onConnect: () => void;
}) {
  const { t } = useTranslation();
  const canChange = useMay('shops:write');
  const slug = slugOf(platform.platform);
  return (
    <li className="flex flex-col gap-2 rounded-xl border border-line bg-panel p-4">
      <div className="flex items-start justify-between gap-2">
        <h2 className="text-base font-semibold">{platform.title}</h2>
        {platform.isInstalled ? (
          <span className="text-sm text-soft">{t('connections.shops', { count: platform.shops })}</span>
        ) : (
          <Badge>{t('connections.notSetUp')}</Badge>
        )}
      </div>
      {held.map(({ what, since }) => (
        <p key={what} className="rounded-lg bg-warn-wash px-3 py-2 text-sm text-warn">
          {t('connections.heldBack', { what, when: formatDistance(since, now) })}
        </p>
      ))}
      {!platform.isInstalled && slug && (
        <p className="text-sm text-soft">
          {t('connections.setUp', { platform: platform.title })}{' '}
          {neededVariables[slug].map((name) => (
            <code key={name} className="mr-1 inline-block rounded bg-page px-1 font-mono text-xs break-all text-ink">
              {name}
            </code>
          ))}
        </p>
      )}
      {platform.isInstalled && slug && (
        <div className="mt-auto flex flex-wrap items-center gap-2 pt-1">
          {canChange && (
            <Button size="small" onClick={onConnect} aria-label={t('connections.connectTo', { platform: platform.title })}>
              <Plus className="size-4" aria-hidden /> {t('connections.connect')}
            </Button>
          )}
          <Link
            to="/shops"
            search={{ about: slug }}
            resetScroll={false}
            aria-label={`${t('connections.about')}: ${platform.title}`}
            className="inline-flex h-8 items-center rounded-lg px-2 text-sm font-medium text-soft hover:bg-page hover:text-ink"
          >
            {t('connections.about')}
          </Link>
        </div>
      )}
    </li>
  );
}
