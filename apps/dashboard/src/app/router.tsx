import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRoute, createRouter, lazyRouteComponent, Outlet, redirect } from '@tanstack/react-router';
import { NotFoundPage } from '../pages/not-found-page.tsx';
import { readAccountSearch, readBoardSearch, readOutletSearch, readSummarySearch, readSyncSearch } from './content-search.ts';
import { readHistorySearch } from './history-search.ts';
import { readOrderSearch } from './order-search.ts';
import { meQuery } from './session.ts';
import { Shell } from './shell.tsx';
import { readQueueSearch, readTab } from './tab-search.ts';

const root = createRootRouteWithContext<{ queries: QueryClient }>()({ component: Outlet, notFoundComponent: NotFoundPage });

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>): { next?: string; invitation?: string } => ({
    ...(typeof search.next === 'string' && search.next.startsWith('/') ? { next: search.next } : {}),
    ...(typeof search.invitation === 'string' ? { invitation: search.invitation } : {}),
  }),
  component: lazyRouteComponent(() => import('../pages/sign-in-page.tsx'), 'SignInPage'),
});

const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  component: Shell,
  beforeLoad: async ({ context, location }) => {
    if (!(await context.queries.ensureQueryData(meQuery))) throw redirect({ to: '/sign-in', search: { next: location.href } });
  },
});

const page = { getParentRoute: () => shell } as const;
const home = createRoute({
  ...page,
  path: '/',
  component: lazyRouteComponent(() => import('../pages/home-page.tsx'), 'HomePage'),
  // Whoever looks after content alone begins there: home is about orders.
  beforeLoad: async ({ context }) => {
    const me = await context.queries.ensureQueryData(meQuery);
    if (me && !me.permissions.includes('orders:read') && me.permissions.includes('content:read')) throw redirect({ to: '/content' });
  },
});
const orders = createRoute({
  ...page,
  path: '/orders',
  validateSearch: readOrderSearch,
  component: lazyRouteComponent(() => import('../pages/orders-page.tsx'), 'OrdersPage'),
});
const order = createRoute({
  ...page,
  path: '/orders/$orderId',
  component: lazyRouteComponent(() => import('../pages/order-page.tsx'), 'OrderPage'),
});
const queue = createRoute({
  ...page,
  path: '/queue',
  validateSearch: readQueueSearch,
  component: lazyRouteComponent(() => import('../pages/queue-page.tsx'), 'QueuePage'),
});
const printers = createRoute({
  ...page,
  path: '/printers',
  validateSearch: readTab,
  component: lazyRouteComponent(() => import('../pages/printers-page.tsx'), 'PrintersPage'),
});
const history = createRoute({
  ...page,
  path: '/history',
  validateSearch: readHistorySearch,
  component: lazyRouteComponent(() => import('../pages/history-page.tsx'), 'HistoryPage'),
});
const shops = createRoute({ ...page, path: '/shops', component: lazyRouteComponent(() => import('../pages/shops-page.tsx'), 'ShopsPage') });
const stock = createRoute({ ...page, path: '/stock', component: lazyRouteComponent(() => import('../pages/stock-page.tsx'), 'StockPage') });
const rules = createRoute({ ...page, path: '/rules', component: lazyRouteComponent(() => import('../pages/rules-page.tsx'), 'RulesPage') });
const people = createRoute({
  ...page,
  path: '/people',
  validateSearch: readTab,
  component: lazyRouteComponent(() => import('../pages/people-page.tsx'), 'PeoplePage'),
});

/** The words of content reporting come with the first of its pages. */
const contentPage = {
  ...page,
  beforeLoad: async () => (await import('../lib/content-words.ts')).addContentWords(),
} as const;
const content = createRoute({
  ...contentPage,
  path: '/content',
  validateSearch: readBoardSearch,
  component: lazyRouteComponent(() => import('../pages/content/board-page.tsx'), 'BoardPage'),
});
const contentAccount = createRoute({
  ...contentPage,
  path: '/content/accounts/$accountId',
  validateSearch: readAccountSearch,
  component: lazyRouteComponent(() => import('../pages/content/account-page.tsx'), 'AccountPage'),
});
const contentSummary = createRoute({
  ...contentPage,
  path: '/content/summary',
  validateSearch: readSummarySearch,
  component: lazyRouteComponent(() => import('../pages/content/summary-page.tsx'), 'SummaryPage'),
});
const outlets = createRoute({
  ...contentPage,
  path: '/content/outlets',
  validateSearch: readOutletSearch,
  component: lazyRouteComponent(() => import('../pages/content/outlets-page.tsx'), 'OutletsPage'),
});
const contentSync = createRoute({
  ...contentPage,
  path: '/content/sync',
  validateSearch: readSyncSearch,
  component: lazyRouteComponent(() => import('../pages/content/sync-page.tsx'), 'SyncPage'),
});

const pages = [home, orders, order, queue, printers, history, shops, stock, rules, people];
const tree = root.addChildren([signIn, shell.addChildren([...pages, content, contentSummary, contentAccount, outlets, contentSync])]);

export function createAppRouter(queries: QueryClient) {
  return createRouter({ routeTree: tree, context: { queries }, defaultPreload: 'intent', scrollRestoration: true });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
