create table station (
  tenant_id text not null references tenant (id),
  id text not null,
  name text not null,
  primary key (tenant_id, id)
);
select shopfleet_tenant_table('station');

create table agent (
  tenant_id text not null references tenant (id),
  id text not null,
  name text not null,
  host_name text not null default '',
  agent_version text not null default '',
  token_hash text not null unique,
  -- Statuses of the agent's journal up to this number are stored.
  acked_seq integer not null default 0,
  paired_at timestamptz not null default now(),
  last_seen_at timestamptz,
  -- The hub process that holds the socket; null when none.
  connected_process text,
  discovered jsonb not null default '[]',
  revoked_at timestamptz,
  primary key (tenant_id, id)
);
select shopfleet_tenant_table('agent');
select shopfleet_system_may('agent', 'select');

-- Two ways to pair: a code made in the dashboard (tenant known, claimed by the agent), or a code shown by the agent
-- (tenant unknown until somebody types it in).
create table agent_pairing (
  code_hash text primary key,
  device_code_hash text unique,
  tenant_id text references tenant (id),
  agent_id text,
  agent_name text not null default '',
  host_name text not null default '',
  agent_version text not null default '',
  token_sealed bytea,
  failures integer not null default 0,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz
);
grant select, insert, update, delete on agent_pairing to shopfleet_system;

create table printer (
  tenant_id text not null references tenant (id),
  id text not null,
  agent_id text not null,
  station_id text,
  name text not null check (length(name) between 1 and 100),
  driver jsonb not null,
  media jsonb not null,
  is_paused boolean not null default false,
  is_default boolean not null default false,
  -- What the printer itself said last.
  state text not null default 'unreachable' check (state in ('idle', 'printing', 'stopped', 'unreachable')),
  reasons text[] not null default '{}',
  state_message text not null default '',
  reported_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  removed_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, agent_id) references agent (tenant_id, id)
);
create unique index printer_default on printer (tenant_id) where is_default and removed_at is null;
select shopfleet_tenant_table('printer');

create table print_route (
  tenant_id text not null references tenant (id),
  id text not null,
  position integer not null,
  shop_id text,
  carrier_name text,
  document_type text,
  printer_id text not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, printer_id) references printer (tenant_id, id)
);
select shopfleet_tenant_table('print_route');

create table print_job (
  tenant_id text not null references tenant (id),
  id text not null,
  state text not null default 'queued' check (state in
    ('queued', 'leased', 'received', 'sending', 'spooled', 'confirmed', 'unknown', 'failed', 'expired', 'cancelled')),
  document_kind text not null check (document_kind in ('label', 'test-page', 'document')),
  label_id text,
  package_id text,
  order_id text,
  title text not null default '',
  -- The source document; each attempt names the bytes that were sent.
  source_sha256 text not null,
  source_format text not null,
  expected_barcode text not null default '',
  copies integer not null default 1 check (copies between 1 and 99),
  priority integer not null default 0,
  printer_id text not null,
  is_paused boolean not null default false,
  is_cancel_requested boolean not null default false,
  -- Rises with every hand-over to an agent; a status with an older fence is ignored.
  fence integer not null default 0,
  lease_until timestamptz,
  -- Refuses a second job for the same document; a reprint has its own key, a reason and a person.
  dedupe_key text not null,
  reprint_of text,
  reprint_reason text not null default '',
  requested_by text not null,
  problem text not null default '',
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  offered_at timestamptz,
  received_at timestamptz,
  sending_at timestamptz,
  spooled_at timestamptz,
  finished_at timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, dedupe_key),
  foreign key (tenant_id, printer_id) references printer (tenant_id, id)
);
create index print_job_waiting on print_job (tenant_id, printer_id, priority desc, id) where state in ('queued', 'leased', 'received', 'sending', 'spooled');
create index print_job_recent on print_job (tenant_id, created_at desc, id desc);
create index print_job_order on print_job (tenant_id, order_id);
create index print_job_due on print_job (expires_at) where state in ('queued', 'leased');
select shopfleet_tenant_table('print_job');
select shopfleet_system_may('print_job', 'select');

create table print_attempt (
  tenant_id text not null references tenant (id),
  print_job_id text not null,
  fence integer not null,
  printer_id text not null,
  agent_id text not null,
  sha256 text not null,
  format text not null,
  bytes integer not null,
  outcome text check (outcome in ('confirmed', 'unknown', 'failed', 'cancelled', 'refused', 'taken-back', 'person-printed', 'person-not-printed')),
  detail text not null default '',
  timings jsonb not null default '{}',
  started_at timestamptz not null default now(),
  finished_at timestamptz,
  primary key (tenant_id, print_job_id, fence),
  foreign key (tenant_id, print_job_id) references print_job (tenant_id, id)
);
select shopfleet_tenant_table('print_attempt');

create table template (
  tenant_id text not null references tenant (id),
  id text not null,
  name text not null,
  kind text not null,
  version integer not null default 1,
  media jsonb not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id)
);
select shopfleet_tenant_table('template');

create table template_image (
  tenant_id text not null references tenant (id),
  sha256 text not null,
  format text not null,
  width integer not null,
  height integer not null,
  bytes integer not null,
  uploaded_by text not null,
  created_at timestamptz not null default now(),
  primary key (tenant_id, sha256)
);
select shopfleet_tenant_table('template_image');
