-- Days that an organisation does not keep any longer leave as files, unless it says otherwise.
alter table content_settings add column is_archiving boolean not null default true;

-- A month's days of some accounts, as compressed CSV among the stored files.
create table content_archive (
  tenant_id text not null references tenant (id),
  kind text not null check (kind in ('accounts', 'videos')),
  month date not null,
  part integer not null,
  sha256 text not null,
  lines integer not null,
  bytes bigint not null,
  created_at timestamptz not null default now(),
  primary key (tenant_id, kind, month, part)
);
select shopfleet_tenant_table('content_archive');
