import { type Answer, type Call, productOf, queryList, queryNumber, queryText, shopOf } from './call.ts';
import { categories, categoryView } from './categories.ts';
import { marketOf } from './markets.ts';
import type { Product } from './model.ts';
import { pageSize } from './paging.ts';
import { itemView, modelsView } from './product-view.ts';
import { Refusal, wrong } from './refusal.ts';

const statuses = ['NORMAL', 'BANNED', 'UNLIST', 'REVIEWING', 'SELLER_DELETE', 'SHOPEE_DELETE'];
const mostItems = 50;
const farthestOffset = 10_000;

/** Newest first; `item` is left out when there is none. `item_status` is a name that repeats. */
export function getItemList(call: Call): Answer {
  const shop = shopOf(call);
  const offset = queryNumber(call, 'offset') ?? 0;
  const size = pageSize(call, 100);
  const wanted = call.query.getAll('item_status');
  if (wanted.length === 0 || wanted.some((status) => !statuses.includes(status))) throw wrong('item_status');
  if (offset > farthestOffset) throw new Refusal('error_param', 'The offset is too large, use the next field or a time range.');
  const from = queryNumber(call, 'update_time_from') ?? 0;
  const to = queryNumber(call, 'update_time_to') ?? Number.MAX_SAFE_INTEGER;
  const isMeant = (product: Product): boolean =>
    product.shopId === shop.id && wanted.includes(product.status) && product.updateTime >= from && product.updateTime <= to;
  const found = [...call.world.products.all()].filter(isMeant).sort((a, b) => b.updateTime - a.updateTime || (a.id < b.id ? -1 : 1));
  const page = found.slice(offset, offset + size);
  const hasNext = offset + page.length < found.length;
  return {
    response: {
      ...(page.length === 0
        ? {}
        : {
            item: page.map((product) => ({
              item_id: Number(product.id),
              item_status: product.status,
              update_time: product.updateTime,
              tag: { kit: false },
            })),
          }),
      total_count: found.length,
      has_next_page: hasNext,
      next_offset: hasNext ? offset + page.length : 0,
    },
  };
}

/** Items that the shop does not have are left out. */
export function getItemBaseInfo(call: Call): Answer {
  const shop = shopOf(call);
  const ids = queryList(call, 'item_id_list', mostItems);
  if (ids.some((id) => !/^\d+$/.test(id))) throw new Refusal('error_param', 'strconv.ParseUint: parsing: invalid syntax');
  const found = ids.flatMap((id) => {
    const product = call.world.products.get(id);
    return product?.shopId === shop.id ? [product] : [];
  });
  if (found.length === 0) throw new Refusal('error_item_not_found', 'Product not found.');
  return { response: { item_list: found.map((product) => itemView(call.world, product, marketOf(shop.region))) } };
}

export function getModelList(call: Call): Answer {
  const product = productOf(call, queryText(call, 'item_id'));
  return { response: modelsView(call.world, product, marketOf(shopOf(call).region)) };
}

export function getCategory(call: Call): Answer {
  const language = call.query.get('language') ?? 'en';
  return { response: { category_list: categories.map((category) => categoryView(category, language)) } };
}
