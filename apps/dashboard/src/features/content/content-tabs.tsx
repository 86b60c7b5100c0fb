import { Link, type LinkProps } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { TabBar, tabLook } from '../../ui/section-tabs.tsx';

const tabs = [
  ['board', '/content'],
  ['summary', '/content/summary'],
  ['outlets', '/content/outlets'],
  ['sync', '/content/sync'],
] as const satisfies readonly (readonly [string, LinkProps['to']])[];

/** The parts of content reporting. */
export function ContentTabs({ current }: { current: (typeof tabs)[number][0] }) {
  const { t } = useTranslation();
  return (
    <TabBar label={t('content.tabs')}>
      {tabs.map(([tab, to]) => (
        <li key={tab}>
          <Link to={to} aria-current={tab === current ? 'page' : undefined} className={tabLook(tab === current)}>
            {t(`content.tab.${tab}`)}
          </Link>
        </li>
      ))}
    </TabBar>
  );
}
