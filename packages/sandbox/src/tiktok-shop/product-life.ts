import type { Product, Shop } from './model.ts';
import type { World } from './world.ts';

/** A title with this word fails the audit. */
const failingWord = /prohibited/i;

function announceStatus(world: World, product: Product, status: string, reason?: string): void {
  world.emit({
    shopId: product.shopId,
    type: 5,
    rawFields: { product_id: product.id },
    fields: { status, suspended_reason: reason, update_time: product.updateTime },
  });
}

function moveProduct(world: World, product: Product, status: Product['status']): void {
  product.status = status;
  product.updateTime = world.clock.nowSeconds();
  world.products.save(product);
}

/** Listing starts an audit; its result comes later, by events 5 and 37. */
export function submitProduct(world: World, product: Product): void {
  moveProduct(world, product, 'PENDING');
  product.auditDueMs = world.clock.nowMs() + world.settings.auditMs;
  announceStatus(world, product, 'PRODUCT_STATUS_CHANGED');
  scheduleAudit(world, product);
}

export function scheduleAudit(world: World, product: Product): void {
  if (product.auditDueMs === undefined) return;
  world.timeline.schedule(product.auditDueMs, () => finishAudit(world, product.id));
}

function finishAudit(world: World, productId: string): void {
  const product = world.products.get(productId);
  if (product?.auditDueMs === undefined || product.auditDueMs > world.clock.nowMs()) return;
  delete product.auditDueMs;
  const isRefused = failingWord.test(product.title);
  moveProduct(world, product, isRefused ? 'FAILED' : 'ACTIVATE');
  announceStatus(
    world,
    product,
    isRefused ? 'PRODUCT_AUDIT_FAILURE' : 'PRODUCT_STATUS_CHANGED',
    isRefused ? 'Prohibited article' : undefined,
  );
  world.emit({
    shopId: product.shopId,
    type: 37,
    rawFields: { product_id: product.id },
    fields: { audit: { status: isRefused ? 'FAILED' : 'APPROVED' }, update_time: product.updateTime },
  });
}

/** The seller, or the API, takes a product off sale. */
export function deactivateProduct(world: World, product: Product): void {
  moveProduct(world, product, 'SELLER_DEACTIVATED');
  announceStatus(world, product, 'PRODUCT_STATUS_CHANGED');
}

/** Gone for buyers and for most calls; the id stays known. */
export function deleteProduct(world: World, product: Product): void {
  delete product.auditDueMs;
  moveProduct(world, product, 'DELETED');
  announceStatus(world, product, 'PRODUCT_STATUS_CHANGED');
}

/** A seller creates a product in Seller Center: event 16, then the audit. */
export function announceCreation(world: World, product: Product): void {
  world.products.save(product);
  world.emit({
    shopId: product.shopId,
    type: 16,
    rawFields: { product_id: product.id },
    fields: { product_types: [], update_time: product.updateTime },
  });
  submitProduct(world, product);
}

/** One SKU, a hundred units in each warehouse. */
export function newProduct(world: World, shop: Shop, title: string): Product {
  const now = world.clock.nowSeconds();
  const sales = shop.warehouses.filter((warehouse) => warehouse.type === 'SALES_WAREHOUSE');
  const sku = {
    id: world.identifiers.next('product'),
    sellerSku: `NEW-${world.identifiers.count}`,
    name: 'Default',
    priceMinor: 1_000,
    stock: sales.map((warehouse) => ({ warehouseId: warehouse.id, available: 100, committed: 0 })),
  };
  return {
    id: world.identifiers.next('product'),
    shopId: shop.id,
    title,
    status: 'PENDING',
    skus: [sku],
    createTime: now,
    updateTime: now,
  };
}
