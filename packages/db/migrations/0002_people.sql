-- Who uses the hub. auth_* belong to the sign-in library and are global; everything else hangs on a tenant.
create table tenant (
  id text primary key,
  name text not null check (length(name) between 1 and 200),
  plan text not null default 'free' check (plan in ('free', 'pro', 'enterprise')),
  settings jsonb not null default '{}',
  created_at timestamptz not null default now()
);
alter table tenant enable row level security;
alter table tenant force row level security;
create policy tenant_own on tenant to shopfleet_app using (id = nullif(current_setting('shopfleet.tenant_id', true), ''));
grant select, update on tenant to shopfleet_app;
select shopfleet_system_may('tenant', 'select, insert');

create table auth_user (
  id text primary key,
  name text not null,
  email text not null unique,
  email_verified boolean not null default false,
  image text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create table auth_session (
  id text primary key,
  user_id text not null references auth_user (id) on delete cascade,
  token text not null unique,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index auth_session_user on auth_session (user_id);
create table auth_account (
  id text primary key,
  user_id text not null references auth_user (id) on delete cascade,
  account_id text not null,
  provider_id text not null,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (provider_id, account_id)
);
create index auth_account_user on auth_account (user_id);
create table auth_verification (
  id text primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index auth_verification_identifier on auth_verification (identifier);
grant select, insert, update, delete on auth_user, auth_session, auth_account, auth_verification to shopfleet_system;
-- A tenant's screens show its members' names; membership (below) decides whose.
grant select (id, name, email) on auth_user to shopfleet_app;

create table membership (
  tenant_id text not null references tenant (id),
  user_id text not null references auth_user (id),
  role text not null check (role in ('owner', 'manager', 'packer', 'viewer')),
  created_at timestamptz not null default now(),
  removed_at timestamptz,
  primary key (tenant_id, user_id)
);
create index membership_user on membership (user_id);
select shopfleet_tenant_table('membership');
select shopfleet_system_may('membership', 'select, insert');

alter table auth_user enable row level security;
create policy auth_user_system on auth_user to shopfleet_system using (true) with check (true);
create policy auth_user_member on auth_user for select to shopfleet_app
  using (exists (select from membership m where m.user_id = auth_user.id));

create table invitation (
  tenant_id text not null references tenant (id),
  id text not null,
  email text not null,
  role text not null check (role in ('owner', 'manager', 'packer', 'viewer')),
  token_hash text not null unique,
  invited_by text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  accepted_at timestamptz,
  revoked_at timestamptz,
  primary key (tenant_id, id)
);
select shopfleet_tenant_table('invitation');
select shopfleet_system_may('invitation', 'select, update');

create table api_key (
  tenant_id text not null references tenant (id),
  id text not null,
  name text not null check (length(name) between 1 and 100),
  hint text not null,
  key_hash text not null unique,
  scopes text[] not null,
  created_by text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz,
  last_used_at timestamptz,
  revoked_at timestamptz,
  primary key (tenant_id, id)
);
select shopfleet_tenant_table('api_key');
select shopfleet_system_may('api_key', 'select, update');

-- First answer of a POST with an Idempotency-Key, kept for a day.
create table idempotency_record (
  tenant_id text not null references tenant (id),
  key text not null,
  operation text not null,
  request_hash text not null,
  status integer,
  response text,
  created_at timestamptz not null default now(),
  primary key (tenant_id, operation, key)
);
select shopfleet_tenant_table('idempotency_record');

-- Tamper-evident: each entry's hash covers its content and the hash before it. Nobody may change or delete a row.
create table audit_entry (
  tenant_id text not null references tenant (id),
  number bigint not null check (number > 0),
  at timestamptz not null,
  actor_kind text not null check (actor_kind in ('user', 'api-key', 'agent', 'system', 'platform')),
  actor_id text not null,
  action text not null,
  subject_kind text not null,
  subject_id text not null,
  detail jsonb not null default '{}',
  previous_hash text not null,
  hash text not null,
  primary key (tenant_id, number)
);
create index audit_entry_subject on audit_entry (tenant_id, subject_id, number);
select shopfleet_tenant_table('audit_entry');
revoke update, delete on audit_entry from shopfleet_app;
-- The newest number and hash of each chain, so that a cut-off tail is seen.
create table audit_head (
  tenant_id text primary key references tenant (id),
  number bigint not null,
  hash text not null
);
select shopfleet_tenant_table('audit_head');
