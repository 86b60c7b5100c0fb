-- One row for each read of a stream of a shop, kept for 90 days. Ids sort by time.
create table sync_log (
  tenant_id text not null references tenant (id),
  id text not null,
  shop_id text not null,
  stream text not null,
  -- The run that asked for it; null when the calendar did.
  run_id text,
  status text not null check (status in ('succeeded', 'failed', 'skipped')),
  processed integer not null default 0,
  failed integer not null default 0,
  message text not null default '',
  raw_error text not null default '',
  duration_ms integer not null default 0,
  at timestamptz not null default now(),
  primary key (tenant_id, id)
);
create index sync_log_shop on sync_log (tenant_id, shop_id, id desc);
select shopfleet_tenant_table('sync_log');

-- What is set aside is few; everything else of a shop is not looked at to find it.
create index inbound_event_set_aside on inbound_event (tenant_id, received_at desc, id desc) where state = 'parked';

-- Every state of an order that changed something here, as its marketplace showed it: compressed JSON without what says who the buyer
-- is, which stands apart so that it can be removed earlier.
create table order_snapshot (
  tenant_id text not null references tenant (id),
  shop_id text not null,
  external_id text not null,
  version bigint not null,
  state bytea not null,
  -- SHA-256 of the JSON in `state`.
  sha256 bytea not null,
  -- Name, note, address; null once it is not kept any more.
  personal jsonb,
  at timestamptz not null,
  primary key (tenant_id, shop_id, external_id, version)
);
create index order_snapshot_personal on order_snapshot (tenant_id, at) where personal is not null;
create index order_snapshot_at on order_snapshot using brin (at);
select shopfleet_tenant_table('order_snapshot');

-- What a marketplace's "too many" teaches: the part of the configured pace that a key had at `paced_at` (seconds, may lie ahead);
-- it grows again from there.
alter table outbound_slot add column pace double precision not null default 1 check (pace > 0 and pace <= 1);
alter table outbound_slot add column paced_at double precision not null default 0;
