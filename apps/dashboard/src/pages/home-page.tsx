import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { meQuery } from '../app/session.ts';
import { CareTiles } from '../features/home/care-tiles.tsx';
import { GuidePanel } from '../features/home/guide-panel.tsx';
import { LiveTicker } from '../features/home/live-ticker.tsx';
import { TodayPanel } from '../features/home/today-panel.tsx';
import { api, read } from '../lib/api.ts';
import { Page } from '../ui/page.tsx';
import { Panel } from '../ui/panel.tsx';
import { QueryState } from '../ui/query-state.tsx';

const homeQuery = { queryKey: ['home'], queryFn: () => read(api.GET('/api/home')) };

/** What to do first, how the day goes, and what happens right now. */
export function HomePage() {
  const { t } = useTranslation();
  const { data: me } = useQuery(meQuery);
  const query = useQuery(homeQuery);
  const hour = new Date().getHours();
  const greeting = hour < 12 ? 'home.morning' : hour < 18 ? 'home.afternoon' : 'home.evening';
  return (
    <Page title={t('home.title')} hint={me && t(greeting, { name: me.name.split(' ')[0] })}>
      {query.data ? (
        <>
          <GuidePanel guide={query.data.guide} />
          <CareTiles home={query.data} />
          <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1.5fr)_minmax(0,1fr)]">
            <TodayPanel home={query.data} />
            <LiveTicker />
          </div>
        </>
      ) : (
        <Panel isFlush>
          <QueryState query={query}>{() => null}</QueryState>
        </Panel>
      )}
    </Page>
  );
}
