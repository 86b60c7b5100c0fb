-- Every accepted event, byte for byte, committed before the platform gets its answer.
create table inbound_event (
  id text primary key,
  tenant_id text references tenant (id),
  platform text not null,
  shop_id text,
  topic text not null,
  dedupe_key text not null,
  body bytea not null,
  received_at timestamptz not null default now(),
  state text not null default 'pending' check (state in ('pending', 'processed', 'ignored', 'parked')),
  reason text not null default '',
  processed_at timestamptz,
  unique (platform, dedupe_key)
);
create index inbound_event_shop on inbound_event (tenant_id, shop_id, received_at);
create index inbound_event_pending on inbound_event (received_at) where state = 'pending';
select shopfleet_tenant_table('inbound_event');
select shopfleet_system_may('inbound_event', 'select, insert, update');

create table sync_cursor (
  tenant_id text not null references tenant (id),
  shop_id text not null,
  stream text not null,
  position jsonb not null,
  updated_at timestamptz not null default now(),
  primary key (tenant_id, shop_id, stream)
);
select shopfleet_tenant_table('sync_cursor');

create table run (
  tenant_id text not null references tenant (id),
  id text not null,
  kind text not null,
  shop_id text,
  status text not null default 'queued' check (status in ('queued', 'running', 'succeeded', 'failed', 'cancelled')),
  processed integer not null default 0,
  total integer,
  failed integer not null default 0,
  message text not null default '',
  problems jsonb not null default '[]',
  input jsonb not null default '{}',
  requested_by text not null,
  created_at timestamptz not null default now(),
  started_at timestamptz,
  finished_at timestamptz,
  primary key (tenant_id, id)
);
create index run_recent on run (tenant_id, created_at desc);
select shopfleet_tenant_table('run');
