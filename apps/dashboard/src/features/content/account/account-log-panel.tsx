import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Panel } from '../../../ui/panel.tsx';
import { QueryState } from '../../../ui/query-state.tsx';
import { LogTable } from '../sync/log-table.tsx';
import { syncLogQuery } from '../sync/sync-queries.ts';

const shownLines = 10;

/** The last readings of this account. */
export function AccountLogPanel({ accountId }: { accountId: string }) {
  const { t } = useTranslation();
  const query = useInfiniteQuery(syncLogQuery({ accountId }, shownLines));
  return (
    <Panel
      title={t('contentAccount.log.title')}
      actions={
        <Link to="/content/sync" search={{ accountId }} className="text-sm font-medium text-accent underline">
          {t('contentAccount.log.all')}
        </Link>
      }
      isFlush
    >
      <QueryState query={query}>
        {({ pages: [first] }) =>
          first && first.items.length > 0 ? (
            <LogTable lines={first.items} isOneAccount />
          ) : (
            <p className="p-4 text-soft">{t('contentSync.log.empty')}</p>
          )
        }
      </QueryState>
    </Panel>
  );
}
