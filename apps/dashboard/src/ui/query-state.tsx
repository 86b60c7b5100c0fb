import type { UseQueryResult } from '@tanstack/react-query';
import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../lib/api.ts';
import { Button } from './button.tsx';
import { EmptyState } from './empty-state.tsx';

/** Shows a query's data, or that it is loading, or what went wrong with a way to try again. */
export function QueryState<T>({ query, children }: { query: UseQueryResult<T>; children: (data: T) => ReactNode }) {
  const { t } = useTranslation();
  if (query.data !== undefined) return children(query.data);
  if (query.error) {
    return (
      <EmptyState
        icon={CircleAlert}
        title={t(query.error instanceof ApiProblem ? `problems.${query.error.code}` : 'problems.offline', {
          defaultValue: t('shell.unexpected'),
        })}
        help={query.error.message}
        action={<Button onClick={() => void query.refetch()}>{t('shell.tryAgain')}</Button>}
      />
    );
  }
  return <Skeleton label={t('shell.loading')} />;
}

export function Skeleton({ label, rows = 5 }: { label: string; rows?: number }) {
  return (
    <div role="status" aria-label={label} className="flex flex-col gap-3 p-4">
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the bars are all alike
        <div key={row} className="h-5 animate-pulse rounded bg-line/60" style={{ width: `${92 - row * 9}%` }} />
      ))}
    </div>
  );
}
