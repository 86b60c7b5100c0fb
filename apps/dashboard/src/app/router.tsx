import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRoute, createRouter, lazyRouteComponent, Outlet, redirect } from '@tanstack/react-router';
import { NotFoundPage } from '../pages/not-found-page.tsx';
import { readAccountSearch, readBoardSearch, readOutletSearch, readSyncSearch } from './content-search.ts';
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
const home = createRoute({ ...page, path: '/', component: lazyRouteComponent(() => import('../pages/home-page.tsx'), 'HomePage') });
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

/** Content reporting is one part that comes when it is first opened, with its words. */
const contentArea = async () => {
  const area = await import('../pages/content/area.ts');
  area.addContentWords();
  return area;
};
const content = createRoute({
  ...page,
  path: '/content',
  validateSearch: readBoardSearch,
  component: lazyRouteComponent(contentArea, 'BoardPage'),
});
const contentAccount = createRoute({
  ...page,
  path: '/content/accounts/$accountId',
  validateSearch: readAccountSearch,
  component: lazyRouteComponent(contentArea, 'AccountPage'),
});
const outlets = createRoute({
  ...page,
  path: '/content/outlets',
  validateSearch: readOutletSearch,
  component: lazyRouteComponent(contentArea, 'OutletsPage'),
});
const contentSync = createRoute({
  ...page,
  path: '/content/sync',
  validateSearch: readSyncSearch,
  component: lazyRouteComponent(contentArea, 'SyncPage'),
});

const pages = [home, orders, order, queue, printers, history, shops, stock, rules, people];
const tree = root.addChildren([signIn, shell.addChildren([...pages, content, contentAccount, outlets, contentSync])]);

export function createAppRouter(queries: QueryClient) {
  return createRouter({ routeTree: tree, context: { queries }, defaultPreload: 'intent', scrollRestoration: true });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
