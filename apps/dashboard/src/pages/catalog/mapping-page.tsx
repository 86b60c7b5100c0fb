import { useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { MappingHistory } from '../../features/mapping/mapping-history.tsx';
import { MappingQueue } from '../../features/mapping/mapping-queue.tsx';
import { ProductTabs } from '../../features/products/product-tabs.tsx';
import { Page } from '../../ui/page.tsx';

/** Which SKU is behind each variant: those that wait, and what was decided. */
export function MappingPage() {
  const { t } = useTranslation();
  const search = useSearch({ from: '/shell/products/mapping' });
  const isHistory = search.tab === 'history';
  return (
    <Page title={t(isHistory ? 'mapping.historyTitle' : 'mapping.title')} hint={t(isHistory ? 'mapping.historyHint' : 'mapping.hint')}>
      <ProductTabs current={isHistory ? 'history' : 'mapping'} />
      {isHistory ? <MappingHistory /> : <MappingQueue search={search} />}
    </Page>
  );
}
