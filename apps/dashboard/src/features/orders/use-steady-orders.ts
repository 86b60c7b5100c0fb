import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo, useRef, useState } from 'react';
import type { OrderSearch } from '../../app/order-search.ts';
import type { Schemas } from '../../lib/api.ts';
import { orderListQuery } from './order-list-query.ts';
import { keepSteady } from './steady-rows.ts';

/** The orders of a view, always fresh, in places that do not move until `adopt` is called. */
export function useSteadyOrders(search: OrderSearch) {
  const query = useInfiniteQuery(orderListQuery(search));
  const [round, setRound] = useState(0);
  const key = `${round} ${JSON.stringify(search)}`;
  const seen = useRef<{ key: string; rows: readonly Schemas['Order'][] }>({ key: '', rows: [] });
  const { data, hasNextPage } = query;
  const steady = useMemo(() => {
    const fresh = uniqueById(data?.pages.flatMap((page) => page.items) ?? []);
    const found = keepSteady(seen.current.key === key ? seen.current.rows : [], fresh, { hasMore: hasNextPage });
    seen.current = { key, rows: found.rows };
    return found;
  }, [key, data, hasNextPage]);
  return { query, steady, adopt: () => setRound((before) => before + 1) };
}

/** While pages are read one after another, a row may slide from one to the next and be in both. */
function uniqueById<T extends { readonly id: string }>(rows: readonly T[]): T[] {
  return [...new Map(rows.map((row) => [row.id, row])).values()];
}
