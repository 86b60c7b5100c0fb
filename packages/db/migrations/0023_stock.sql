-- Locations that are used no more stay for the ledger's sake.
alter table location add column retired_at timestamptz;
create unique index location_name on location (tenant_id, lower(name)) where retired_at is null;
select shopfleet_key_first('location');

-- A movement that takes another one back names it: once.
alter table stock_movement add column undoes_id text;
create unique index stock_movement_undoes on stock_movement (tenant_id, undoes_id) where undoes_id is not null;
create index stock_movement_sold on stock_movement (tenant_id, sku_id, at) where kind = 'sale';

-- What a variant's line did since a push left, for the question whether the marketplace still shows what it accepted.
create index reservation_variant_made on reservation (tenant_id, variant_id, created_at);

-- Guaranteed mode keeps its books apart from the listing.
alter table listing_variant drop column claim_bound;

-- The most units of a variant that its marketplace could still sell without our having seen it: docs/adr/0019.
create table stock_claim (
  tenant_id text not null references tenant (id),
  variant_id text not null,
  -- In units of the variant.
  bound integer not null check (bound >= 0),
  -- What the marketplace should show now, as far as we have seen; null when nobody can tell.
  expected integer check (expected >= 0),
  -- An accepted number was drained since the claim began: from here on the bound is proved.
  is_proved boolean not null default false,
  -- Of the mapping that it was begun for: a claim of another mapping says nothing.
  mapping_version integer not null default 0,
  began_at timestamptz not null default now(),
  primary key (tenant_id, variant_id),
  foreign key (tenant_id, variant_id) references listing_variant (tenant_id, id)
);
select shopfleet_tenant_table('stock_claim');

-- The last number that left for a variant, while it may still matter: until its answer is here (or can come no more); in guaranteed mode
-- also until what was sold before its acceptance has been seen.
create table stock_push (
  tenant_id text not null references tenant (id),
  variant_id text not null,
  number integer not null,
  quantity integer not null check (quantity >= 0),
  sent_at timestamptz not null,
  accepted_at timestamptz,
  -- quantity less what was surely sold after the marketplace accepted it.
  remaining integer not null check (remaining >= 0),
  -- How late the marketplace may list an order.
  lag_seconds integer not null,
  primary key (tenant_id, variant_id),
  foreign key (tenant_id, variant_id) references listing_variant (tenant_id, id)
);
select shopfleet_tenant_table('stock_push');

-- Differences between what a marketplace shows and what we think, as the sweep found them.
create table stock_drift (
  tenant_id text not null references tenant (id),
  variant_id text not null,
  seen_quantity integer not null,
  -- When a difference was found that our own pushes under way could explain: looked at again before it is shown as anything else.
  first_seen_at timestamptz not null,
  looked_at timestamptz not null,
  cause text not null check (cause in ('edited-there', 'under-way', 'refused', 'promotion', 'silent', 'unknown')),
  expected_quantity integer,
  -- Pushed again by the sweep itself, this often: what silently did not take is healed once, then shown.
  heals integer not null default 0,
  primary key (tenant_id, variant_id),
  foreign key (tenant_id, variant_id) references listing_variant (tenant_id, id)
);
select shopfleet_tenant_table('stock_drift');

-- One row for each crossing of a SKU's threshold.
create table low_stock_alert (
  tenant_id text not null references tenant (id),
  id text not null,
  sku_id text not null,
  threshold integer not null,
  ats integer not null,
  since timestamptz not null,
  acknowledged_at timestamptz,
  resolved_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, sku_id) references sku (tenant_id, id) on delete cascade
);
create unique index low_stock_alert_open on low_stock_alert (tenant_id, sku_id) where resolved_at is null;
select shopfleet_tenant_table('low_stock_alert');
