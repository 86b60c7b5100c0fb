import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { MoreButton } from './more-button.tsx';
import { QueryState } from './query-state.tsx';

interface PageOf<T> {
  readonly items: readonly T[];
}

/** A list that is read page by page: what is there, `empty` when nothing is, and a button for the next page. */
export function PagedList<T>({
  query,
  empty,
  children,
}: {
  query: UseInfiniteQueryResult<InfiniteData<PageOf<T>>>;
  empty: ReactNode;
  children: (items: readonly T[]) => ReactNode;
}) {
  return (
    <>
      <QueryState query={query}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          return items.length === 0 ? empty : children(items);
        }}
      </QueryState>
      <MoreButton query={query} />
    </>
  );
}
