import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OpenAPIHono } from '@hono/zod-openapi';
import { permissions } from '@shopfleet/contracts';
import { HubError } from '@shopfleet/kernel';
import { type ListingsCapability, type Platform, PlatformFailure, type PlatformListing } from '@shopfleet/platform-kit';
import type { HubEnv } from '../../edge/index.ts';
import { type BlobStore, openBlobStore } from '../../files/index.ts';
import { createOrderWorld, type OrderWorld, shopId, tenantId } from '../../orders/test/order-world.ts';
import { followMappings, registerSkuRoutes } from '../../stock/index.ts';
import { createTestMarket, type TestMarket } from '../../sync/test/test-market.ts';
import { importListings, type ProductDeps, registerListingRoutes, registerMappingRoutes, registerProductRoutes } from '../index.ts';

export interface Answer<T> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: T;
}

export interface CatalogWorld extends AsyncDisposable {
  readonly world: OrderWorld;
  readonly market: TestMarket;
  readonly files: BlobStore;
  readonly deps: ProductDeps;
  /** Calls the API as a person of the first organisation, or of another. */
  call<T = unknown>(method: string, path: string, body?: unknown, headers?: Record<string, string>, owner?: string): Promise<Answer<T>>;
  importPage(...listings: readonly PlatformListing[]): Promise<readonly string[]>;
  variantId(externalId: string): Promise<string>;
  skuId(code: string): Promise<string>;
}

/** The catalogue over one marketplace of the tests, which takes the place of one with a name. */
export async function createCatalogWorld(slug = 'tiktok'): Promise<CatalogWorld> {
  const world = await createOrderWorld();
  const directory = await mkdtemp(join(tmpdir(), 'catalog-'));
  const files = await openBlobStore(directory);
  const market = createTestMarket();
  const platform = withWrites(market, slug);
  const database = world.db.database;
  const deps: ProductDeps = {
    db: database,
    clock: world.clock,
    jobs: world.jobs,
    platforms: new Map([['test_market', platform]]),
    openShop: async (_tenantId, id) => ({
      shop: { id, platform: 'test_market' },
      platform,
      access: { externalId: '7001', region: 'US', addressKey: '', token: () => Promise.reject(new Error('not needed here')) },
    }),
    onMappingsChanged: (tx, owner, changed) => followMappings(tx, world.deps, owner, changed),
  };
  const apps = new Map<string, OpenAPIHono<HubEnv>>();
  const appOf = (owner: string) => {
    const app = apps.get(owner) ?? createApp(owner);
    if (!apps.has(owner)) {
      registerListingRoutes(app, { ...deps, files });
      registerMappingRoutes(app, deps);
      registerProductRoutes(app, deps);
      registerSkuRoutes(app, { ...deps, jobs: world.jobs });
      apps.set(owner, app);
    }
    return app;
  };
  const idOf = async (table: string, column: string, value: string) => {
    const [row] = await world.db.query<{ id: string }>(`select id from ${table} where ${column} = $1`, [value]);
    if (!row) throw new Error(`no ${table} ${value}`);
    return row.id;
  };
  return {
    world,
    market,
    files,
    deps,
    async call(method, path, body, headers = {}, owner = tenantId) {
      const type = body === undefined || body instanceof FormData ? undefined : typeof body === 'string' ? 'text/csv' : 'application/json';
      const sent = body === undefined || body instanceof FormData || typeof body === 'string' ? body : JSON.stringify(body);
      const answer = await appOf(owner).request(path, {
        method,
        headers: { ...(type && { 'content-type': type }), ...headers },
        ...(sent !== undefined && { body: sent }),
      });
      const isJson = answer.headers.get('content-type')?.startsWith('application/json');
      return { status: answer.status, headers: answer.headers, body: isJson ? await answer.json() : await answer.text() };
    },
    importPage: (...listings) =>
      database.asTenant(tenantId, async (tx) => {
        const { newlyMapped } = await importListings(tx, world.clock, { tenantId, shopId, listings });
        await deps.onMappingsChanged(tx, tenantId, { variantIds: newlyMapped });
        return newlyMapped;
      }),
    variantId: (externalId) => idOf('listing_variant', 'external_id', externalId),
    skuId: (code) => idOf('sku', 'code', code),
    async [Symbol.asyncDispose]() {
      await world[Symbol.asyncDispose]();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

function createApp(owner: string): OpenAPIHono<HubEnv> {
  const app = new OpenAPIHono<HubEnv>({
    defaultHook: (result) => {
      if (!result.success) throw new HubError('INVALID_REQUEST', { message: result.error.message });
    },
  });
  app.use(async (c, next) => {
    c.set('caller', {
      tenantId: owner,
      userId: 'usr_1',
      actor: { kind: 'user', id: 'usr_1' },
      name: 'Test',
      permissions: new Set(permissions),
      plan: 'free',
      sessionHash: '',
    });
    await next();
  });
  app.onError((error, c) => {
    if (error instanceof HubError) return c.json({ code: error.code, message: error.message }, error.status as 400);
    if (error instanceof PlatformFailure) return c.json({ code: error.kind, message: error.message }, 422);
    return c.json({ code: String(error.stack) }, 500);
  });
  return app;
}

/** The market of the tests with everything that can be done to listings; it refuses titles that hold "forbidden". */
function withWrites(market: TestMarket, slug: string): Platform {
  const { listings, platform } = market;
  const reading = platform.listings;
  if (!reading) throw new Error('the test market has listings');
  const change = (externalId: string, to: (listing: PlatformListing) => PlatformListing) => {
    const listing = listings.get(externalId);
    if (!listing) throw new PlatformFailure('not-found', `no listing ${externalId}`);
    listings.set(externalId, to(listing));
  };
  const writing: ListingsCapability = {
    ...reading,
    async create(_access, draft) {
      if (draft.title.includes('forbidden')) throw new PlatformFailure('invalid', 'This title is not allowed', { fields: ['title'] });
      const externalId = `p${listings.size + 1}`;
      listings.set(externalId, {
        externalId,
        title: draft.title,
        description: draft.description,
        status: 'draft',
        isLive: false,
        imageUrl: undefined,
        updatedAt: new Date(0),
        category: { externalId: draft.categoryId, name: 'Category' },
        attributes: draft.attributes,
        variants: draft.variants.map((variant, at) => ({
          externalId: `${externalId}-${at}`,
          name: Object.values(variant.options).join(', '),
          ...variant,
        })),
      });
      return { externalId };
    },
    update: async (_access, externalId, { title, description }) =>
      change(externalId, (one) => ({ ...one, ...(title && { title }), ...(description && { description }) })),
    setActive: async (_access, externalId, isActive) =>
      change(externalId, (one) => ({ ...one, isLive: isActive, status: isActive ? 'live' : 'hidden' })),
    async remove(_access, externalId) {
      if (!listings.delete(externalId)) throw new PlatformFailure('not-found', `no listing ${externalId}`);
    },
    uploadImage: async (_access, { bytes, contentType }) => ({ reference: `${contentType}:${bytes.length > 0}`, url: undefined }),
    writePrice: async (_access, { externalListingId, externalVariantId, price }) =>
      change(externalListingId, (one) => ({
        ...one,
        variants: one.variants.map((variant) => (variant.externalId === externalVariantId ? { ...variant, price } : variant)),
      })),
  };
  return { ...platform, manifest: { ...platform.manifest, slug }, listings: writing };
}

/** A listing as a marketplace shows it, with one variant unless told. */
export function buildListing(listing: Partial<PlatformListing> & Pick<PlatformListing, 'externalId'>): PlatformListing {
  const { externalId } = listing;
  return {
    title: `Listing ${externalId}`,
    status: 'live',
    imageUrl: undefined,
    updatedAt: new Date('2026-02-01T00:00:00Z'),
    variants: [buildVariant({ externalId: `${externalId}-v` })],
    ...listing,
  };
}

export function buildVariant(
  variant: Partial<PlatformListing['variants'][number]> & { externalId: string },
): PlatformListing['variants'][number] {
  return { sellerCode: '', name: '', price: { minor: 1_250, currency: 'USD' }, quantity: 5, ...variant };
}
