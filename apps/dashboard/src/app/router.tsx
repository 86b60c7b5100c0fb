import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRoute, createRouter, lazyRouteComponent, Outlet, redirect } from '@tanstack/react-router';
import { NotFoundPage } from '../pages/not-found-page.tsx';
import { readFulfilmentSearch, readMappingSearch, readNewProductSearch, readProductSearch, readSkuSearch } from './catalog-search.ts';
import { readAccountSearch, readBoardSearch, readOutletSearch, readSummarySearch, readSyncSearch } from './content-search.ts';
import { readHistorySearch } from './history-search.ts';
import { readOrderSearch } from './order-search.ts';
import { meQuery } from './session.ts';
import { Shell } from './shell.tsx';
import { readConflictSearch, readConnectionSearch, readLedgerSearch, readShopSyncSearch, readStockSearch } from './stock-search.ts';
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
const rules = createRoute({ ...page, path: '/rules', component: lazyRouteComponent(() => import('../pages/rules-page.tsx'), 'RulesPage') });
const people = createRoute({
  ...page,
  path: '/people',
  validateSearch: readTab,
  component: lazyRouteComponent(() => import('../pages/people-page.tsx'), 'PeoplePage'),
});

/** The words of stock, sync and connections come with the first of these pages. */
const stockPage = {
  ...page,
  beforeLoad: async () => (await import('../lib/stock-words.ts')).addStockWords(),
} as const;
const shops = createRoute({
  ...stockPage,
  path: '/shops',
  validateSearch: readConnectionSearch,
  component: lazyRouteComponent(() => import('../pages/shops-page.tsx'), 'ShopsPage'),
});
const sync = createRoute({
  ...stockPage,
  path: '/sync',
  validateSearch: readShopSyncSearch,
  component: lazyRouteComponent(() => import('../pages/sync-page.tsx'), 'ShopSyncPage'),
});
const stock = createRoute({
  ...stockPage,
  path: '/stock',
  validateSearch: readStockSearch,
  component: lazyRouteComponent(() => import('../pages/stock-page.tsx'), 'StockPage'),
});
const stockMovements = createRoute({
  ...stockPage,
  path: '/stock/movements',
  validateSearch: readLedgerSearch,
  component: lazyRouteComponent(() => import('../pages/stock/movements-page.tsx'), 'MovementsPage'),
});
const stockConflicts = createRoute({
  ...stockPage,
  path: '/stock/conflicts',
  validateSearch: readConflictSearch,
  component: lazyRouteComponent(() => import('../pages/stock/conflicts-page.tsx'), 'ConflictsPage'),
});
const stockCount = createRoute({
  ...stockPage,
  path: '/stock/count',
  component: lazyRouteComponent(() => import('../pages/stock/count-page.tsx'), 'CountPage'),
});

/** The words of products and SKUs come with the first of these pages. */
const catalogPage = {
  ...page,
  beforeLoad: async () => (await import('../lib/catalog-words.ts')).addCatalogWords(),
} as const;
const products = createRoute({
  ...catalogPage,
  path: '/products',
  validateSearch: readProductSearch,
  component: lazyRouteComponent(() => import('../pages/catalog/products-page.tsx'), 'ProductsPage'),
});
const newProduct = createRoute({
  ...catalogPage,
  path: '/products/new',
  validateSearch: readNewProductSearch,
  component: lazyRouteComponent(() => import('../pages/catalog/new-product-page.tsx'), 'NewProductPage'),
});
const mapping = createRoute({
  ...catalogPage,
  path: '/products/mapping',
  validateSearch: readMappingSearch,
  component: lazyRouteComponent(() => import('../pages/catalog/mapping-page.tsx'), 'MappingPage'),
});
const skus = createRoute({
  ...catalogPage,
  path: '/skus',
  validateSearch: readSkuSearch,
  component: lazyRouteComponent(() => import('../pages/catalog/skus-page.tsx'), 'SkusPage'),
});
const fulfilment = createRoute({
  ...catalogPage,
  path: '/fulfilment',
  validateSearch: readFulfilmentSearch,
  component: lazyRouteComponent(() => import('../pages/fulfilment-page.tsx'), 'FulfilmentPage'),
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

const pages = [home, orders, order, queue, printers, history, rules, people];
const stockPages = [shops, sync, stock, stockMovements, stockConflicts, stockCount];
const catalogPages = [products, newProduct, mapping, skus, fulfilment];
const tree = root.addChildren([
  signIn,
  shell.addChildren([...pages, ...stockPages, ...catalogPages, content, contentSummary, contentAccount, outlets, contentSync]),
]);

export function createAppRouter(queries: QueryClient) {
  return createRouter({ routeTree: tree, context: { queries }, defaultPreload: 'intent', scrollRestoration: true });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
