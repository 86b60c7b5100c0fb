import { useQuery } from '@tanstack/react-query';
import { Ban, Check, ExternalLink } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { formatNumber } from '../../lib/format.ts';
import { Drawer } from '../../ui/drawer.tsx';
import { QueryState } from '../../ui/query-state.tsx';
import { useRegionName } from './region-name.ts';
import { type Platform, platformsQuery } from './shop-queries.ts';

/** What a marketplace can do, and what it cannot, in its own words. */
export function AbilitiesDrawer({ slug, onClose }: { slug: string; onClose: () => void }) {
  const { t } = useTranslation();
  const query = useQuery(platformsQuery);
  const platform = query.data?.items.find((one) => one.slug === slug);
  return (
    <Drawer
      isOpen
      onClose={onClose}
      title={t('connections.aboutOf', { platform: platform?.title ?? slug })}
      hint={platform?.isInstalled === false ? t('connections.notSetUp') : undefined}
    >
      <QueryState query={query}>{() => platform && <Abilities platform={platform} />}</QueryState>
    </Drawer>
  );
}

function Abilities({ platform }: { platform: Platform }) {
  const { t } = useTranslation();
  const regionName = useRegionName();
  const cannot = platform.deeds.filter(({ isSupported }) => !isSupported);
  const can = platform.deeds.filter(({ isSupported }) => isSupported);
  const nameOf = (deed: string) => t(`connections.deed.${deed}`, { defaultValue: deed });
  return (
    <>
      {cannot.length > 0 && (
        <section>
          <h3 className="mb-1 font-semibold">{t('connections.cannot')}</h3>
          <ul className="flex flex-col divide-y divide-line/70">
            {cannot.map(({ deed, words }) => (
              <li key={deed} className="flex gap-3 py-2">
                <Ban className="mt-0.5 size-4.5 shrink-0 text-warn" aria-hidden />
                <span>
                  <span className="font-medium">{nameOf(deed)}</span>
                  <span className="block text-sm text-soft">{words}</span>
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section>
        <h3 className="mb-1 font-semibold">{t('connections.can')}</h3>
        <ul className="grid gap-x-4 gap-y-1 sm:grid-cols-2">
          {can.map(({ deed }) => (
            <li key={deed} className="flex gap-2">
              <Check className="mt-0.5 size-4.5 shrink-0 text-good" aria-hidden /> {nameOf(deed)}
            </li>
          ))}
        </ul>
      </section>
      <section className="flex flex-col gap-1">
        <h3 className="font-semibold">{t('connections.limits')}</h3>
        <p>
          {t('connections.perSecond', { count: platform.limits.requestsPerSecond, shown: formatNumber(platform.limits.requestsPerSecond) })}
        </p>
        {platform.limits.orderPollMinutes !== null && <p>{t('connections.poll', { count: platform.limits.orderPollMinutes })}</p>}
      </section>
      {platform.regions.length > 0 && (
        <section>
          <h3 className="mb-1 font-semibold">{t('connections.countries')}</h3>
          <p className="text-soft">
            {platform.regions
              .map(regionName)
              .toSorted((a, b) => a.localeCompare(b))
              .join(', ')}
          </p>
        </section>
      )}
      {platform.links.length > 0 && (
        <section>
          <h3 className="mb-1 font-semibold">{t('connections.sources')}</h3>
          <ul className="flex flex-col gap-1">
            {platform.links.map(({ title, url, readOn }) => (
              <li key={url}>
                <a href={url} target="_blank" rel="noreferrer" className="inline-flex min-h-6 items-center gap-1.5 text-accent underline">
                  {title} <ExternalLink className="size-3.5" aria-hidden />
                </a>{' '}
                <span className="text-sm text-soft">{t('connections.readOn', { day: readOn })}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
