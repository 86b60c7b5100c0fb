import { createHash } from 'node:crypto';

export const largeImport = { orders: 100_000, orderShops: 4, items: 50_000, itemShops: 5 } as const;
export type LargeImport = { readonly [K in keyof typeof largeImport]: number };

const skuCount = 200;
const day = 86_400;
export const largeSkuCodes = Array.from({ length: skuCount }, (_, n) => `BIG-${String(n).padStart(3, '0')}`);
const padded = (n: number, digits: number) => String(n).padStart(digits, '0');
const price = (minor: number) => (minor / 100).toFixed(2);

/** Shops that nobody could keep in memory: everything in them follows from its number, the same at every call. Times are Unix seconds. */
export class LargeShops {
  readonly size: LargeImport;
  readonly #ordersSince: number;
  readonly #itemsSince: number;

  constructor(size: LargeImport, nowSeconds: number) {
    this.size = size;
    // The first read of orders goes back 30 days, that of items to the beginning.
    this.#ordersSince = nowSeconds - 29 * day;
    this.#itemsSince = nowSeconds - 300 * day;
  }

  get ordersPerShop(): number {
    return this.size.orders / this.size.orderShops;
  }

  get itemsPerShop(): number {
    return this.size.items / this.size.itemShops;
  }

  orderTime(n: number): number {
    return this.#ordersSince + Math.floor((n * 28 * day) / this.ordersPerShop);
  }

  itemTime(n: number): number {
    return this.#itemsSince + Math.floor((n * 299 * day) / this.itemsPerShop);
  }

  /** Order `n` of a shop as TikTok Shop lists it: one to three lines; one in twenty waits, one was cancelled, one is on its way. */
  order(shop: number, n: number) {
    const id = `58${padded(shop, 3)}${padded(n, 13)}`;
    const status = ['AWAITING_SHIPMENT', 'CANCELLED', 'IN_TRANSIT'][n % 20] ?? 'COMPLETED';
    const at = this.orderTime(n);
    const packageId = `11${padded(shop, 3)}${padded(n, 13)}`;
    const lines = Array.from({ length: 1 + (n % 3) }, (_, line) => {
      const sku = (n * 7 + line * 31 + shop) % skuCount;
      return {
        ...{
          id: `${id}${line}`,
          product_id: `1729${padded(shop, 3)}${padded(sku, 5)}0`,
          sku_id: `1729${padded(shop, 3)}${padded(sku, 5)}1`,
        },
        ...{ product_name: `Article ${sku}`, sku_name: 'Default', seller_sku: largeSkuCodes[sku] ?? '', currency: 'USD' },
        ...{ sale_price: price(1_290 + (n % 50) * 10), display_status: status },
        ...(status === 'CANCELLED' ? {} : { package_id: packageId, package_status: packageStatus[status] }),
      };
    });
    const total = price(lines.length * (1_290 + (n % 50) * 10));
    return {
      ...{
        id,
        status,
        shipping_type: 'TIKTOK',
        fulfillment_type: 'FULFILLMENT_BY_SELLER',
        buyer_message: '',
        create_time: at,
        update_time: at,
      },
      ...{ paid_time: at, ...(status === 'CANCELLED' ? { cancel_time: at } : { packages: [{ id: packageId }] }) },
      ...{ rts_sla_time: at + 2 * day, tts_sla_time: at + 4 * day, is_buyer_request_cancel: false },
      payment: { currency: 'USD', total_amount: total, sub_total: total, shipping_fee: '0' },
      recipient_address: {
        ...{ name: `B** ${n % 977}**`, phone_number: '(+1)20*****00', address_line1: `${n % 400} H*** Street`, postal_code: '98***' },
        ...{ region_code: 'US', full_address: '', address_detail: '', district_info: [] },
      },
      line_items: lines,
    };
  }

  itemId(shop: number, n: number): string {
    return `42${padded(shop, 3)}${padded(n, 8)}`;
  }

  /** Item `n` of a shop as Shopee describes it. */
  item(shop: number, n: number) {
    const id = this.itemId(shop, n);
    const amount = 5 + (n % 300) / 10;
    return {
      ...{
        item_id: Number(id),
        category_id: 100_715,
        item_name: `Item ${id}`,
        description: `A good item, the ${n}th.`,
        item_sku: `ITEM-${id}`,
      },
      ...{
        item_status: n % 10 === 0 ? 'UNLIST' : 'NORMAL',
        create_time: this.itemTime(n),
        update_time: this.itemTime(n),
        has_model: false,
      },
      price_info: [{ currency: 'SGD', original_price: amount, current_price: amount }],
      stock_info_v2: {
        summary_info: { total_reserved_stock: 0, total_available_stock: n % 1_000 },
        seller_stock: [{ stock: n % 1_000, if_saleable: true }],
      },
      ...{ image: { image_id_list: [], image_url_list: [] }, attribute_list: [], gtin_code: '' },
    };
  }

  /** What must be in the database afterwards, as one number: the rows of `orderRows` in their order. */
  orderSum(): string {
    const rows: string[] = [];
    for (let shop = 0; shop < this.size.orderShops; shop++) {
      for (let n = 0; n < this.ordersPerShop; n++) {
        const { id, status, payment, line_items } = this.order(shop, n);
        const lines = line_items.map((line) => `${line.id}:${line.seller_sku}:${line.sale_price.replace('.', '')}`).join(',');
        rows.push(`${id}|${status}|${payment.total_amount.replace('.', '')}|${lines}`);
      }
    }
    return sumOf(rows);
  }

  itemSum(): string {
    const rows: string[] = [];
    for (let shop = 0; shop < this.size.itemShops; shop++) {
      for (let n = 0; n < this.itemsPerShop; n++) {
        const { item_name, item_sku, item_status, price_info } = this.item(shop, n);
        const minor = Math.round((price_info[0]?.current_price ?? 0) * 100);
        rows.push(`${this.itemId(shop, n)}|${item_name}|${item_status.toLowerCase()}|${item_sku}|${minor}|${n % 1_000}`);
      }
    }
    return sumOf(rows);
  }

  /** Units that orders wait for. */
  waitingUnits(): number {
    let units = 0;
    for (let n = 0; n < this.ordersPerShop; n++) if (n % 20 === 0) units += 1 + (n % 3);
    return units * this.size.orderShops;
  }
}

const packageStatus: Readonly<Record<string, string>> = {
  AWAITING_SHIPMENT: 'TO_FULFILL',
  IN_TRANSIT: 'FULFILLING',
  COMPLETED: 'COMPLETED',
};

function sumOf(rows: string[]): string {
  return `${rows.length} rows, ${createHash('md5').update(rows.sort().join('\n')).digest('hex')}`;
}

const sumSql = (rows: string) =>
  `select count(*) || ' rows, ' || md5(string_agg(row, E'\\n' order by row collate "C")) as sum from (${rows}) as each`;

/** The same sums, of what is in the database. */
export const orderSumSql = sumSql(`
  select o.external_id || '|' || o.external_status || '|' || o.total_minor || '|' || (
    select string_agg(l.external_id || ':' || l.seller_code || ':' || l.unit_price_minor, ',' order by l.external_id collate "C")
    from order_line l where l.tenant_id = o.tenant_id and l.order_id = o.id) as row
  from orders o`);
export const itemSumSql = sumSql(`
  select l.external_id || '|' || l.title || '|' || l.status || '|' || v.seller_code || '|' || v.price_minor || '|' || v.seen_quantity as row
  from listing l join shop s on s.tenant_id = l.tenant_id and s.id = l.shop_id and s.platform = 'shopee'
  join listing_variant v on v.tenant_id = l.tenant_id and v.listing_id = l.id`);
