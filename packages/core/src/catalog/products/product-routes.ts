import { channelProductRoutes } from '@shopfleet/contracts';
import { HubError, parseMoney } from '@shopfleet/kernel';
import type { Context } from 'hono';
import { listShops } from '../../connections/index.ts';
import { callerOf, decodeCursor, type HubApp, type HubEnv, toPage } from '../../edge/index.ts';
import { listListingRows } from '../listings/list-listings.ts';
import { listVariants } from '../listings/list-variants.ts';
import { type ListingDetail, toListing, viewListing } from '../listings/view-listing.ts';
import { removeProduct, setPrice, setProductActive, setStock, updateProduct } from './change-product.ts';
import { createProduct } from './create-product.ts';
import { findProduct, platformOfSlug } from './find-product.ts';
import { listPlatforms } from './list-platforms.ts';
import type { ProductCall, ProductDeps } from './product-deps.ts';
import { uploadImage } from './upload-image.ts';
import { readProduct } from './work-at-shop.ts';

/** What can be done to products at each marketplace, and what each marketplace can do. */
export function registerProductRoutes(app: HubApp, deps: ProductDeps): void {
  app.openapi(channelProductRoutes.listPlatforms, async (c) => {
    const shops = await deps.db.asTenant(callerOf(c).tenantId, (tx) => listShops(tx));
    return c.json({ items: listPlatforms(deps.platforms, shops) }, 200);
  });
  for (const [slug, routes] of Object.entries(channelProductRoutes.productRoutesBySlug)) registerChannel(app, deps, slug, routes);
}

function registerChannel(app: HubApp, deps: ProductDeps, slug: string, routes: channelProductRoutes.ProductRoutes): void {
  const callOf = (c: Context<HubEnv>, { shopId }: { shopId?: string | undefined }): ProductCall => {
    const { tenantId, actor } = callerOf(c);
    return { tenantId, actor, slug, shopId };
  };
  app.openapi(routes.listProducts, async (c) => {
    const { tenantId } = callerOf(c);
    const { limit, cursor, ...filter } = c.req.valid('query');
    const { platform } = platformOfSlug(deps.platforms, slug).manifest;
    const before = cursor === undefined ? undefined : String(decodeCursor(cursor, 1)[0]);
    const rows = await deps.db.asTenant(tenantId, (tx) =>
      listListingRows(tx, { tenantId, filter: { ...filter, platform }, before, limit }),
    );
    return c.json(
      toPage(
        rows,
        limit,
        (row) => toListing(deps.platforms, row),
        (row) => [row.id],
      ),
      200,
    );
  });
  app.openapi(routes.createProduct, async (c) => {
    const call = callOf(c, c.req.valid('query'));
    return c.json(await show(deps, call.tenantId, await createProduct(deps, call, c.req.valid('json'))), 201);
  });
  app.openapi(routes.getProduct, async (c) => {
    const { fresh, ...query } = c.req.valid('query');
    const { tenantId, shopId } = callOf(c, query);
    const platform = platformOfSlug(deps.platforms, slug);
    const product = await deps.db.asTenant(tenantId, (tx) => findProduct(tx, platform, { tenantId, shopId, ...c.req.valid('param') }));
    const read = fresh ? await readProduct(deps, { tenantId, shopId: product.shopId }, product.externalId) : product.listingId;
    return c.json(await show(deps, tenantId, read), 200);
  });
  app.openapi(routes.updateProduct, async (c) => {
    const call = callOf(c, c.req.valid('query'));
    const { title, description, attributes, images } = c.req.valid('json');
    const change = {
      ...(title && { title }),
      ...(description && { description }),
      ...(attributes && { attributes }),
      ...(images && { images }),
    };
    return c.json(await show(deps, call.tenantId, await updateProduct(deps, { ...call, ...c.req.valid('param') }, change)), 200);
  });
  app.openapi(routes.deleteProduct, async (c) => {
    await removeProduct(deps, { ...callOf(c, c.req.valid('query')), ...c.req.valid('param') });
    return c.body(null, 204);
  });
  for (const [route, isActive] of [
    [routes.activateProduct, true],
    [routes.deactivateProduct, false],
  ] as const) {
    app.openapi(route, async (c) => {
      const call = { ...callOf(c, c.req.valid('query')), ...c.req.valid('param') };
      return c.json(await show(deps, call.tenantId, await setProductActive(deps, call, isActive)), 200);
    });
  }
  app.openapi(routes.setPrice, async (c) => {
    const call = { ...callOf(c, c.req.valid('query')), ...c.req.valid('param') };
    const { amount, currency } = c.req.valid('json');
    const { variantId } = await setPrice(deps, call, parseMoney(amount, currency));
    return c.json(await showVariant(deps, call.tenantId, variantId), 200);
  });
  app.openapi(routes.setStock, async (c) => {
    const call = { ...callOf(c, c.req.valid('query')), ...c.req.valid('param') };
    const { variantId } = await setStock(deps, call, c.req.valid('json').quantity);
    return c.json(await showVariant(deps, call.tenantId, variantId), 200);
  });
  app.openapi(routes.uploadImage, async (c) => {
    const call = callOf(c, c.req.valid('query'));
    const { file } = await c.req.parseBody();
    if (!(file instanceof File)) {
      throw new HubError('INVALID_REQUEST', { fields: [{ path: 'file', code: 'required', message: 'choose a file' }] });
    }
    return c.json(await uploadImage(deps, call, new Uint8Array(await file.arrayBuffer())), 201);
  });
}

async function show(deps: ProductDeps, tenantId: string, listingId: string | undefined): Promise<ListingDetail> {
  const listing =
    listingId === undefined ? undefined : await deps.db.asTenant(tenantId, (tx) => viewListing(tx, deps.platforms, tenantId, listingId));
  if (!listing) throw new HubError('NOT_FOUND', { message: 'There is no such product; ?fresh=true asks the marketplace for it' });
  return listing;
}

async function showVariant(deps: ProductDeps, tenantId: string, variantId: string) {
  const [variant] = await deps.db.asTenant(tenantId, (tx) => listVariants(tx, tenantId, { variantIds: [variantId] }));
  if (!variant) throw new HubError('NOT_FOUND', { message: 'There is no such variant' });
  return variant;
}
