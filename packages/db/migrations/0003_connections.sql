create table connection (
  tenant_id text not null references tenant (id),
  id text not null,
  platform text not null,
  status text not null check (status in ('connected', 'expiring', 'needs_reconnect', 'revoked', 'error')),
  status_reason text not null default '',
  external_account_id text not null,
  account_name text not null default '',
  scopes text[] not null default '{}',
  -- Encrypted with the row's identity as associated data; null once wiped.
  access_token bytea,
  refresh_token bytea,
  access_expires_at timestamptz,
  refresh_expires_at timestamptz,
  -- Rises with every stored pair of tokens; a refresh writes only over the version that it started from.
  token_version integer not null default 1,
  refresh_owner text,
  refresh_lease_until timestamptz,
  refresh_started_at timestamptz,
  refreshed_at timestamptz,
  checked_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, platform, external_account_id)
);
select shopfleet_tenant_table('connection');
select shopfleet_system_may('connection', 'select');

create table shop (
  tenant_id text not null references tenant (id),
  id text not null,
  connection_id text not null,
  platform text not null,
  region text not null,
  external_id text not null,
  name text not null,
  -- What the platform wants beside the id to address the shop (TikTok Shop: the cipher).
  address_key text not null default '',
  time_zone text not null default 'UTC',
  is_active boolean not null default true,
  settings jsonb not null default '{}',
  settings_version integer not null default 1,
  created_at timestamptz not null default now(),
  disconnected_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, connection_id) references connection (tenant_id, id)
);
create unique index shop_external on shop (platform, region, external_id) where is_active;
create index shop_connection on shop (tenant_id, connection_id);
select shopfleet_tenant_table('shop');
select shopfleet_system_may('shop', 'select');

create table oauth_state (
  state_hash text primary key,
  tenant_id text not null references tenant (id),
  user_id text not null,
  -- Hash of the session (or key) that asked; only the same one may come back.
  session_hash text not null,
  platform text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz
);
grant select, insert, update, delete on oauth_state to shopfleet_system;

-- Outbound limits: theoretical arrival time of the next call per key (GCRA), shared by all processes.
create table outbound_slot (
  key text primary key,
  next_at double precision not null
);
grant select, insert, update, delete on outbound_slot to shopfleet_app, shopfleet_system;

-- Circuit breakers as each process last saw them; the api role shows what the workers know.
create table circuit_breaker (
  name text not null,
  process text not null,
  state text not null check (state in ('closed', 'half-open', 'open')),
  failures integer not null default 0,
  changed_at timestamptz not null default now(),
  primary key (name, process)
);
grant select, insert, update, delete on circuit_breaker to shopfleet_app, shopfleet_system;
