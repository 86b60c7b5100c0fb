create table listing (
  tenant_id text not null references tenant (id),
  id text not null,
  shop_id text not null,
  external_id text not null,
  title text not null,
  status text not null,
  image_url text,
  external_updated_at timestamptz,
  synced_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, shop_id, external_id)
);
select shopfleet_tenant_table('listing');

create table listing_variant (
  tenant_id text not null references tenant (id),
  id text not null,
  listing_id text not null,
  shop_id text not null,
  external_id text not null,
  seller_code text not null default '',
  name text not null default '',
  price_minor bigint,
  currency text,
  -- What the marketplace showed when it was last read.
  seen_quantity integer,
  seen_at timestamptz,
  -- What the marketplace last accepted from us.
  published_quantity integer,
  published_version bigint not null default 0,
  published_at timestamptz,
  publish_problem text not null default '',
  -- Guaranteed mode: the most units the marketplace could still sell without our having seen it.
  claim_bound integer,
  primary key (tenant_id, id),
  unique (tenant_id, shop_id, external_id),
  foreign key (tenant_id, listing_id) references listing (tenant_id, id)
);
create index listing_variant_code on listing_variant (tenant_id, seller_code);
select shopfleet_tenant_table('listing_variant');

create table sku (
  tenant_id text not null references tenant (id),
  id text not null,
  code text not null check (length(code) between 1 and 100),
  name text not null default '',
  barcode text,
  publish_mode text not null default 'mirror' check (publish_mode in ('mirror', 'buffered', 'guaranteed')),
  buffer integer not null default 0 check (buffer >= 0),
  safety_stock integer not null default 0 check (safety_stock >= 0),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, code)
);
select shopfleet_tenant_table('sku');

create table sku_mapping (
  tenant_id text not null references tenant (id),
  variant_id text not null,
  sku_id text not null,
  quantity integer not null check (quantity > 0),
  origin text not null check (origin in ('code', 'person')),
  created_at timestamptz not null default now(),
  primary key (tenant_id, variant_id, sku_id),
  foreign key (tenant_id, variant_id) references listing_variant (tenant_id, id),
  foreign key (tenant_id, sku_id) references sku (tenant_id, id)
);
create index sku_mapping_sku on sku_mapping (tenant_id, sku_id);
select shopfleet_tenant_table('sku_mapping');

create table location (
  tenant_id text not null references tenant (id),
  id text not null,
  name text not null,
  is_default boolean not null default false,
  primary key (tenant_id, id)
);
create unique index location_default on location (tenant_id) where is_default;
select shopfleet_tenant_table('location');

-- The ledger: append-only, one row for each (cause, sku, location).
create table stock_movement (
  tenant_id text not null references tenant (id),
  id text not null,
  sku_id text not null,
  location_id text not null,
  kind text not null check (kind in ('receipt', 'adjust', 'count', 'transfer', 'sale', 'return', 'write_off')),
  quantity integer not null check (quantity <> 0),
  cause_kind text not null,
  cause_id text not null,
  actor text not null,
  reason text not null default '',
  at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, cause_kind, cause_id, sku_id, location_id),
  foreign key (tenant_id, sku_id) references sku (tenant_id, id),
  foreign key (tenant_id, location_id) references location (tenant_id, id)
);
create index stock_movement_sku on stock_movement (tenant_id, sku_id, at);
select shopfleet_tenant_table('stock_movement');
revoke update, delete on stock_movement from shopfleet_app;

create table stock_level (
  tenant_id text not null references tenant (id),
  sku_id text not null,
  location_id text not null,
  on_hand integer not null default 0,
  reserved integer not null default 0 check (reserved >= 0),
  promo_held integer not null default 0 check (promo_held >= 0),
  primary key (tenant_id, sku_id, location_id),
  foreign key (tenant_id, sku_id) references sku (tenant_id, id),
  foreign key (tenant_id, location_id) references location (tenant_id, id)
);
select shopfleet_tenant_table('stock_level');
revoke delete on stock_level from shopfleet_app;

-- open: counted in stock_level.reserved. short: the marketplace sold it, we do not have it (a shortfall row says so).
-- pending: the variant is not mapped yet (sku_id is null until it is).
create table reservation (
  tenant_id text not null references tenant (id),
  id text not null,
  order_id text not null,
  order_line_id text not null,
  sku_id text,
  location_id text,
  quantity integer not null check (quantity > 0),
  state text not null check (state in ('open', 'short', 'pending', 'released', 'consumed')),
  created_at timestamptz not null default now(),
  closed_at timestamptz,
  primary key (tenant_id, id)
);
create unique index reservation_live on reservation (tenant_id, order_line_id, coalesce(sku_id, '')) where state in ('open', 'short', 'pending');
create index reservation_order on reservation (tenant_id, order_id);
create index reservation_sku on reservation (tenant_id, sku_id) where state in ('open', 'short');
select shopfleet_tenant_table('reservation');

create table shortfall (
  tenant_id text not null references tenant (id),
  id text not null,
  sku_id text not null,
  location_id text not null,
  order_id text,
  quantity integer not null check (quantity > 0),
  reason text not null check (reason in ('sold', 'counted')),
  created_at timestamptz not null default now(),
  resolved_at timestamptz,
  primary key (tenant_id, id)
);
create index shortfall_open on shortfall (tenant_id, sku_id) where resolved_at is null;
select shopfleet_tenant_table('shortfall');
