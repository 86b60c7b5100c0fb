import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, type LinkProps } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { TabBar, tabLook } from '../../ui/section-tabs.tsx';
import { conflictsQuery } from './stock-queries.ts';

const tabs = [
  ['stock', '/stock'],
  ['movements', '/stock/movements'],
  ['conflicts', '/stock/conflicts'],
  ['count', '/stock/count'],
] as const satisfies readonly (readonly [string, LinkProps['to']])[];

/** The parts of stock; conflicts say how many there are, but for those that settle by themselves. */
export function StockTabs({ current }: { current: (typeof tabs)[number][0] }) {
  const { t } = useTranslation();
  const counts = useInfiniteQuery(conflictsQuery({})).data?.pages[0]?.counts;
  const open = counts && Object.entries(counts).reduce((sum, [cause, count]) => (cause === 'under-way' ? sum : sum + count), 0);
  return (
    <TabBar label={t('stockDetail.tabs')}>
      {tabs.map(([tab, to]) => (
        <li key={tab}>
          <Link to={to} search={{}} aria-current={tab === current ? 'page' : undefined} className={tabLook(tab === current)}>
            {t(`stockDetail.tab.${tab}`)}
            {tab === 'conflicts' && open !== undefined && open > 0 && (
              <span className="rounded-md bg-warn-wash px-1.5 text-sm font-medium text-warn">{open}</span>
            )}
          </Link>
        </li>
      ))}
    </TabBar>
  );
}
