create table package (
  tenant_id text not null references tenant (id),
  id text not null,
  shop_id text not null,
  -- Null while the platform has not made it yet.
  external_id text,
  status text not null check (status in ('to_arrange', 'arranging', 'to_hand_over', 'in_transit', 'delivered', 'cancelled')),
  carrier_name text not null default '',
  tracking_number text not null default '',
  hold_reason text not null default '',
  arranged_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id)
);
create unique index package_external on package (tenant_id, shop_id, external_id) where external_id is not null;
create index package_tracking on package (tenant_id, tracking_number) where tracking_number <> '';
select shopfleet_tenant_table('package');

create table package_line (
  tenant_id text not null references tenant (id),
  package_id text not null,
  order_id text not null,
  order_line_id text not null,
  quantity integer not null check (quantity > 0),
  primary key (tenant_id, package_id, order_line_id),
  foreign key (tenant_id, package_id) references package (tenant_id, id),
  foreign key (tenant_id, order_line_id) references order_line (tenant_id, id)
);
create index package_line_order on package_line (tenant_id, order_id);
select shopfleet_tenant_table('package_line');

-- The message that tells the platform that a package goes out, with its result. Written before the call leaves.
create table fulfillment (
  tenant_id text not null references tenant (id),
  id text not null,
  package_id text not null,
  step text not null check (step in ('arrange', 'confirm')),
  state text not null check (state in ('sending', 'applied', 'rejected', 'unsupported', 'unknown')),
  input jsonb not null default '{}',
  problem text not null default '',
  requested_by text not null,
  tries integer not null default 0,
  created_at timestamptz not null default now(),
  finished_at timestamptz,
  primary key (tenant_id, id)
);
create unique index fulfillment_live on fulfillment (tenant_id, package_id, step) where state in ('sending', 'applied', 'unknown');
select shopfleet_tenant_table('fulfillment');

-- The document for a package, fetched once and kept by hash in the blob store.
create table label (
  tenant_id text not null references tenant (id),
  id text not null,
  package_id text not null,
  document_type text not null default 'shipping-label',
  format text not null,
  sha256 text not null,
  bytes integer not null,
  tracking_number text not null default '',
  fetched_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, package_id, document_type)
);
select shopfleet_tenant_table('label');

-- A label converted for one kind of media; made once.
create table label_rendition (
  tenant_id text not null references tenant (id),
  label_id text not null,
  media_key text not null,
  format text not null,
  sha256 text not null,
  bytes integer not null,
  barcodes text[] not null default '{}',
  warnings text[] not null default '{}',
  created_at timestamptz not null default now(),
  primary key (tenant_id, label_id, media_key)
);
select shopfleet_tenant_table('label_rendition');

create table fulfil_rule (
  tenant_id text not null references tenant (id),
  id text not null,
  position integer not null,
  name text not null check (length(name) between 1 and 100),
  is_enabled boolean not null default true,
  conditions jsonb not null default '{}',
  action text not null check (action in ('fulfil', 'hold', 'skip')),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id)
);
select shopfleet_tenant_table('fulfil_rule');
