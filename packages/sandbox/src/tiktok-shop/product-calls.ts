import { type Answer, type Call, numberField, param, productOf, shopOf, textField, textList } from './call.ts';
import type { Product } from './model.ts';
import { pageOf } from './paging.ts';
import { deactivateProduct, deleteProduct, submitProduct } from './product-life.ts';
import { productDetail, productSummary } from './product-view.ts';
import { missing, Refusal } from './refusal.ts';

const statuses = ['ALL', 'DRAFT', 'PENDING', 'FAILED', 'ACTIVATE', 'SELLER_DEACTIVATED', 'PLATFORM_DEACTIVATED', 'FREEZE', 'DELETED'];
const mostNamed = 10;
const mostIds = 20;

/** Time ranges end with `_le` here, not `_lt` as elsewhere. */
export function searchProducts(call: Call): Answer {
  const found = [...call.world.products.all()].filter(productFilter(call));
  found.sort((a, b) => b.updateTime - a.updateTime || (a.id < b.id ? -1 : 1));
  const page = pageOf(found, call.query, call.body, { maxSize: 100 });
  return {
    products: page.items.map((product) => productSummary(call.world, product)),
    next_page_token: page.next_page_token,
    total_count: page.total_count,
  };
}

function productFilter(call: Call): (product: Product) => boolean {
  const { body } = call;
  const shop = shopOf(call);
  const status = textField(body, 'status') ?? 'ALL';
  if (!statuses.includes(status)) throw missing('status');
  const sellerSkus = textList(body, 'seller_skus');
  const skuIds = textList(body, 'sku_ids');
  if ((sellerSkus?.length ?? 0) > mostNamed) throw new Refusal(12019027, 'Too many seller SKUs');
  if ((skuIds?.length ?? 0) > mostNamed) throw new Refusal(12019087, 'Too many SKU ids');
  const from = (name: string): number => numberField(body, name) ?? 0;
  const until = (name: string): number => numberField(body, name) ?? Number.MAX_SAFE_INTEGER;
  const created = { from: from('create_time_ge'), until: until('create_time_le') };
  const updated = { from: from('update_time_ge'), until: until('update_time_le') };
  return (product) =>
    product.shopId === shop.id &&
    (status === 'ALL' ? product.status !== 'DELETED' : product.status === status) &&
    (sellerSkus === undefined || product.skus.some((sku) => sellerSkus.includes(sku.sellerSku))) &&
    (skuIds === undefined || product.skus.some((sku) => skuIds.includes(sku.id))) &&
    product.createTime >= created.from &&
    product.createTime <= created.until &&
    product.updateTime >= updated.from &&
    product.updateTime <= updated.until;
}

export function getProduct(call: Call): Answer {
  const product = productOf(call, param(call));
  if (product.status === 'FREEZE' || product.status === 'DELETED') throw new Refusal(12052901, 'Not for frozen or deleted products');
  return productDetail(call.world, product);
}

/** Items fail one by one; the answer stays code 0. */
function forEachProduct(call: Call, act: (product: Product) => void): Answer {
  const ids = textList(call.body, 'product_ids');
  if (!ids || ids.length === 0) throw missing('product_ids');
  if (ids.length > mostIds) throw new Refusal(12019120, 'Too many ids');
  const errors = [];
  for (const id of ids) {
    try {
      act(productOf(call, id));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      errors.push({ code: error.code, message: error.message, detail: { product_id: id } });
    }
  }
  return errors.length > 0 ? { errors } : undefined;
}

export const activateProducts = (call: Call): Answer =>
  forEachProduct(call, (product) => {
    if (product.status !== 'SELLER_DEACTIVATED' && product.status !== 'PLATFORM_DEACTIVATED') throw new Refusal(12052901, 'Wrong state');
    submitProduct(call.world, product);
  });

export const deactivateProducts = (call: Call): Answer =>
  forEachProduct(call, (product) => {
    if (product.status !== 'ACTIVATE') throw new Refusal(12052901, 'Wrong state');
    deactivateProduct(call.world, product);
  });

export const deleteProducts = (call: Call): Answer =>
  forEachProduct(call, (product) => {
    if (product.status === 'FREEZE' || product.status === 'DELETED') throw new Refusal(12052901, 'Wrong state');
    deleteProduct(call.world, product);
  });
