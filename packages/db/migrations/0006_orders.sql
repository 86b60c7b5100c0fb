create table orders (
  tenant_id text not null references tenant (id),
  id text not null,
  shop_id text not null,
  platform text not null,
  external_id text not null,
  status text not null check (status in
    ('unpaid', 'on_hold', 'to_arrange', 'to_hand_over', 'partially_shipped', 'shipped', 'delivered', 'completed', 'cancelled')),
  external_status text not null,
  -- The platform's own version of the order (its update instant, in ms); an older one never overwrites a newer one.
  external_version bigint not null,
  is_cancel_requested boolean not null default false,
  hold_reason text not null default '',
  is_platform_shipped boolean not null default true,
  placed_at timestamptz not null,
  paid_at timestamptz,
  ship_by_at timestamptz,
  hand_over_by_at timestamptz,
  cancelled_at timestamptz,
  buyer_name text not null default '',
  buyer_note text not null default '',
  address jsonb not null default '{}',
  currency text not null,
  total_minor bigint not null,
  subtotal_minor bigint not null default 0,
  shipping_minor bigint not null default 0,
  carrier_name text not null default '',
  unit_count integer not null default 0,
  sku_codes text[] not null default '{}',
  tracking_numbers text[] not null default '{}',
  -- First confirmed label print of the order; null when none.
  printed_at timestamptz,
  has_shortfall boolean not null default false,
  fulfil_state text not null default 'none' check (fulfil_state in ('none', 'waiting', 'working', 'done', 'failed', 'held')),
  fulfil_note text not null default '',
  note text not null default '',
  tags text[] not null default '{}',
  search tsvector,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, shop_id, external_id)
);
create index orders_placed on orders (tenant_id, placed_at desc, id desc);
create index orders_status on orders (tenant_id, status, placed_at desc, id desc);
create index orders_ship_by on orders (tenant_id, ship_by_at, id) where status in ('to_arrange', 'to_hand_over', 'partially_shipped');
create index orders_shop on orders (tenant_id, shop_id, placed_at desc, id desc);
create index orders_external on orders (tenant_id, external_id);
create index orders_search on orders using gin (search);
create index orders_sku_codes on orders using gin (sku_codes);
select shopfleet_tenant_table('orders');

create table order_line (
  tenant_id text not null references tenant (id),
  id text not null,
  order_id text not null,
  external_id text not null,
  external_product_id text not null default '',
  external_variant_id text not null default '',
  seller_code text not null default '',
  title text not null default '',
  variant_name text not null default '',
  image_url text,
  quantity integer not null check (quantity > 0),
  unit_price_minor bigint not null default 0,
  status text not null check (status in ('open', 'shipped', 'cancelled')),
  external_package_id text,
  primary key (tenant_id, id),
  unique (tenant_id, order_id, external_id),
  foreign key (tenant_id, order_id) references orders (tenant_id, id)
);
select shopfleet_tenant_table('order_line');

-- Append-only: what happened to an order, in the order in which the hub learned it.
create table order_history (
  tenant_id text not null references tenant (id),
  order_id text not null,
  number integer not null,
  at timestamptz not null default now(),
  kind text not null,
  actor text not null,
  detail jsonb not null default '{}',
  primary key (tenant_id, order_id, number)
);
select shopfleet_tenant_table('order_history');
revoke update, delete on order_history from shopfleet_app;
