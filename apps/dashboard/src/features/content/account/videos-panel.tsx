import { useInfiniteQuery } from '@tanstack/react-query';
import { SearchX, Video as VideoIcon } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type AccountSearch, type VideoSort, videoSorts } from '../../../app/content-search.ts';
import { DownloadLink } from '../../../ui/download-link.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { FilterSelect } from '../../../ui/filter-controls.tsx';
import { PagedList } from '../../../ui/paged-list.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { SearchBox } from '../../../ui/search-box.tsx';
import { asText, periodOf, videosQuery } from '../content-queries.ts';
import { VideoCard } from './video-card.tsx';

/** The account's videos with their pictures, what they gained in the period first. */
export function VideosPanel({
  accountId,
  search,
  onSort,
}: {
  accountId: string;
  search: AccountSearch;
  onSort: (sort: VideoSort) => void;
}) {
  const { t } = useTranslation();
  const sort = search.videos ?? 'gained';
  const [q, setQ] = useState('');
  const searchRef = useRef<HTMLInputElement>(null);
  const query = useInfiniteQuery(videosQuery(accountId, search, sort, q));
  const csv = asText({ ...periodOf(search), sort, ...(q ? { q } : {}), format: 'csv' });
  return (
    <Panel
      title={t('contentAccount.videos.title')}
      actions={
        <DownloadLink
          href={`/api/content/accounts/${encodeURIComponent(accountId)}/videos?${csv}`}
          label={t('contentAccount.videos.csv')}
        />
      }
      isFlush
    >
      <div className="flex flex-wrap gap-2 px-4 py-3">
        <SearchBox
          label={t('contentAccount.videos.search')}
          placeholder={t('contentAccount.videos.searchPlaceholder')}
          text={q}
          onChange={(text = '') => setQ(text)}
          inputRef={searchRef}
        />
        <FilterSelect
          label={t('contentAccount.videos.sort')}
          isLabelHidden
          value={sort}
          onChange={(value) => onSort(videoSorts.find((one) => one === value) ?? 'gained')}
          options={Object.fromEntries(
            videoSorts.map((one) => [one, `${t('contentAccount.videos.sort')}: ${t(`contentAccount.videos.sorts.${one}`)}`]),
          )}
        />
      </div>
      <PagedList
        query={query}
        empty={
          q ? (
            <EmptyState icon={SearchX} title={t('contentAccount.videos.emptyFiltered')} help="" />
          ) : (
            <EmptyState icon={VideoIcon} title={t('contentAccount.videos.empty')} help={t('contentAccount.videos.emptyHelp')} />
          )
        }
      >
        {(videos) => (
          <ul className="grid gap-3 px-4 pb-4 sm:grid-cols-2 xl:grid-cols-3">
            {videos.map((video) => (
              <VideoCard key={video.id} video={video} />
            ))}
          </ul>
        )}
      </PagedList>
    </Panel>
  );
}
