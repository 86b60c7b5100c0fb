-- What a marketplace shows of a listing. Text that a page did not bring leaves what is known.
alter table listing add column description text not null default '';
alter table listing add column category_id text;
alter table listing add column category_name text not null default '';
alter table listing add column attributes jsonb not null default '{}';
-- Where buyers see it.
alter table listing add column url text;
-- Null when the marketplace does not say.
alter table listing add column is_live boolean;
-- Since when the marketplace has it no more. Its mappings and history stay.
alter table listing add column gone_at timestamptz;

alter table listing_variant add column barcode text;
-- The picture that shows this variant: `listing_picture.key` of its listing.
alter table listing_variant add column picture_key text;
alter table listing_variant add column gone_at timestamptz;
-- Rises with every change of the mapping; a change may be taken back while it is the last.
alter table listing_variant add column mapping_version integer not null default 0;
-- A person took the SKU away: the hub does not map it by itself any more.
alter table listing_variant add column is_mapped_by_hand boolean not null default false;
create index listing_variant_listing on listing_variant (tenant_id, listing_id);
create index listing_variant_barcode on listing_variant (tenant_id, barcode) where barcode is not null;

-- Pictures of listings, fetched once and kept small in the file store. The key is the address without what changes with each answer.
create table listing_picture (
  tenant_id text not null references tenant (id),
  listing_id text not null,
  key text not null,
  url text not null,
  -- Its place among the listing's own pictures; null when only a variant shows it, or nothing does any more.
  place smallint,
  sha256 text,
  tries smallint not null default 0,
  try_at timestamptz not null default now(),
  problem text not null default '',
  primary key (tenant_id, listing_id, key),
  foreign key (tenant_id, listing_id) references listing (tenant_id, id)
);
create index listing_picture_missing on listing_picture (tenant_id, try_at) where sha256 is null;
create index listing_picture_sha256 on listing_picture (tenant_id, sha256) where sha256 is not null;
select shopfleet_tenant_table('listing_picture');

alter table sku add column cost_minor bigint check (cost_minor >= 0);
alter table sku add column cost_currency text;
alter table sku add column weight_grams integer check (weight_grams >= 0);
alter table sku add column length_mm integer check (length_mm >= 0);
alter table sku add column width_mm integer check (width_mm >= 0);
alter table sku add column height_mm integer check (height_mm >= 0);
-- Low when no more than this can be sold; null when nobody wants to be told.
alter table sku add column low_stock_at integer check (low_stock_at >= 0);
alter table sku add column note text not null default '';
alter table sku add column archived_at timestamptz;
alter table sku add constraint sku_cost check ((cost_minor is null) = (cost_currency is null));
-- A SKU that was made by mistake can go as long as nothing moved: then its levels say nothing.
alter table stock_level drop constraint stock_level_tenant_id_sku_id_fkey;
alter table stock_level add constraint stock_level_tenant_id_sku_id_fkey foreign key (tenant_id, sku_id) references sku (tenant_id, id)
  on delete cascade;
create index sku_barcode on sku (tenant_id, barcode) where barcode is not null;

-- The words of a SKU's code and name, to find what a listing may be. A table of its own: under row-level security PostgreSQL may not
-- use an index of similar or searched text, because its operators are not leakproof; equality is.
create table sku_word (
  tenant_id text not null references tenant (id),
  word text not null,
  sku_id text not null,
  primary key (tenant_id, word, sku_id),
  foreign key (tenant_id, sku_id) references sku (tenant_id, id) on delete cascade
);
create index sku_word_sku on sku_word (tenant_id, sku_id);
select shopfleet_tenant_table('sku_word');
alter table sku no force row level security;
alter table sku_word no force row level security;
insert into sku_word (tenant_id, word, sku_id)
  select distinct s.tenant_id, left(word, 60), s.id from sku s, regexp_split_to_table(lower(s.code || ' ' || s.name), '[^[:alnum:]]+') as word
  where word <> '';
alter table sku force row level security;
alter table sku_word force row level security;

alter table sku_mapping drop constraint sku_mapping_origin_check;
alter table sku_mapping add constraint sku_mapping_origin_check check (origin in ('code', 'barcode', 'person'));

-- Every change of what a variant is made of, with what it was before: [{"skuId": …, "quantity": …, "origin": …}].
create table mapping_change (
  tenant_id text not null references tenant (id),
  id text not null,
  variant_id text not null,
  -- The variant's mapping_version after it.
  version integer not null,
  kind text not null check (kind in ('code', 'barcode', 'set', 'removed', 'undone')),
  before jsonb not null,
  after jsonb not null,
  was_by_hand boolean not null,
  batch_id text,
  actor text not null,
  at timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, variant_id, version),
  foreign key (tenant_id, variant_id) references listing_variant (tenant_id, id)
);
create index mapping_change_batch on mapping_change (tenant_id, batch_id) where batch_id is not null;
select shopfleet_tenant_table('mapping_change');
revoke update, delete on mapping_change from shopfleet_app;

-- A change of mapping finds every open promise of the variant, not only those that wait for it.
drop index reservation_pending;
create index reservation_variant on reservation (tenant_id, variant_id) where state in ('open', 'short', 'pending');

select shopfleet_key_first(name) from unnest('{listing, listing_variant, sku}'::regclass[]) as name;
