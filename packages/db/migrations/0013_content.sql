-- Content reporting: outlets (stores with a person in charge), the accounts that they connect, and what those accounts showed on
-- each of their own days.

alter table membership drop constraint membership_role_check;
alter table membership add constraint membership_role_check check (role in ('owner', 'manager', 'packer', 'content', 'viewer'));
alter table invitation drop constraint invitation_role_check;
alter table invitation add constraint invitation_role_check check (role in ('owner', 'manager', 'packer', 'content', 'viewer'));

-- What a consent was begun for, beside the organisation: the outlet, the invitation, the verifier's hash. Never a secret.
alter table oauth_state add column context jsonb not null default '{}';

create table outlet (
  tenant_id text not null references tenant (id),
  id text not null,
  code text not null check (code ~ '^[A-Za-z0-9_-]{1,50}$'),
  name text not null,
  pic_name text not null,
  pic_contact text not null default '',
  group_name text not null default '',
  time_zone text not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  archived_at timestamptz,
  primary key (tenant_id, id)
);
-- Codes are typed by people: STORE_1 and store_1 are one.
create unique index outlet_code on outlet (tenant_id, lower(code)) where archived_at is null;
select shopfleet_tenant_table('outlet');

-- A link for the person in charge. Only its hash is kept.
create table outlet_invitation (
  tenant_id text not null references tenant (id),
  id text not null,
  outlet_id text not null,
  token_hash text not null unique,
  kind text not null check (kind in ('single-use', 'until-connected')),
  created_by text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz,
  revoked_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, outlet_id) references outlet (tenant_id, id)
);
create index outlet_invitation_outlet on outlet_invitation (tenant_id, outlet_id, created_at);
select shopfleet_tenant_table('outlet_invitation');
select shopfleet_system_may('outlet_invitation', 'select');

create table content_account (
  tenant_id text not null references tenant (id),
  id text not null,
  outlet_id text,
  connection_id text not null,
  platform text not null,
  external_id text not null,
  handle text not null default '',
  display_name text not null default '',
  avatar_url text not null default '',
  avatar_sha256 text,
  is_verified boolean not null default false,
  bio text not null default '',
  -- The account's own day is the day of this zone.
  time_zone text not null,
  profile_at timestamptz,
  videos_at timestamptz,
  problem text not null default '',
  problem_at timestamptz,
  connected_at timestamptz not null default now(),
  disconnected_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, outlet_id) references outlet (tenant_id, id),
  foreign key (tenant_id, connection_id) references connection (tenant_id, id),
  unique (tenant_id, platform, external_id)
);
create index content_account_outlet on content_account (tenant_id, outlet_id);
create index content_account_connection on content_account (tenant_id, connection_id);
select shopfleet_tenant_table('content_account');
select shopfleet_system_may('content_account', 'select');

-- One row for each account and own day: the profile's counters and the sums over all videos of that day. A part that was not read
-- is null; a day that was not read has no row.
create table content_day (
  tenant_id text not null,
  account_id text not null,
  day date not null,
  is_late boolean not null default false,
  profile_at timestamptz,
  display_name text,
  followers bigint,
  following bigint,
  likes bigint,
  videos bigint,
  videos_at timestamptz,
  seen_videos integer,
  views bigint,
  video_likes bigint,
  comments bigint,
  shares bigint,
  primary key (tenant_id, account_id, day)
) partition by range (day);
create table content_day_default partition of content_day default;
select shopfleet_tenant_table('content_day');
select shopfleet_tenant_table('content_day_default');

-- A video and its latest counters. `no` is its number within the account: the days refer to it, because it is short.
create table content_video (
  tenant_id text not null,
  account_id text not null,
  no integer not null,
  external_id text not null,
  posted_at timestamptz not null,
  description text not null default '',
  duration_seconds integer,
  share_url text not null default '',
  embed_url text not null default '',
  cover_url text not null default '',
  cover_sha256 text,
  views bigint not null default 0,
  likes bigint not null default 0,
  comments bigint not null default 0,
  shares bigint not null default 0,
  first_day date not null,
  -- The own day since which everything here is as it is: a row is written only when something changed.
  last_day date not null,
  -- The own day on which it was no longer there; null while it is.
  gone_day date,
  primary key (tenant_id, account_id, no),
  unique (tenant_id, account_id, external_id),
  foreign key (tenant_id, account_id) references content_account (tenant_id, id)
) with (fillfactor = 80);
create index content_video_posted on content_video (tenant_id, account_id, posted_at desc);
select shopfleet_tenant_table('content_video');

-- The videos of one account on one own day, side by side in arrays: one row for all of them, and so one snapshot for each account,
-- video and day. A key row holds every video; the others only what changed since the row before (views null: the video was gone).
-- The first row of an account in a month is a key row, so that a month can be dropped or moved by itself.
create table content_video_day (
  tenant_id text not null,
  account_id text not null,
  day date not null,
  is_key boolean not null,
  nos integer[] not null,
  views bigint[] not null,
  likes bigint[] not null,
  comments bigint[] not null,
  shares bigint[] not null,
  primary key (tenant_id, account_id, day),
  check (cardinality(nos) = cardinality(views) and cardinality(nos) = cardinality(likes)
    and cardinality(nos) = cardinality(comments) and cardinality(nos) = cardinality(shares))
) partition by range (day);
create table content_video_day_default partition of content_video_day default;
select shopfleet_tenant_table('content_video_day');
select shopfleet_tenant_table('content_video_day_default');

-- Makes the partition of a month in both histories. The app's role owns nothing, so the owner's right is lent here and only here.
create function shopfleet_content_month(month date) returns void
  language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  first_day constant date := date_trunc('month', month)::date;
  next_month constant date := (date_trunc('month', month) + interval '1 month')::date;
  parent text;
  part text;
begin
  -- Processes that start together take turns.
  perform pg_advisory_xact_lock(5207418115);
  foreach parent in array array['content_day', 'content_video_day'] loop
    part := parent || '_' || to_char(first_day, 'YYYYMM');
    if to_regclass('public.' || part) is null then
      execute format('create table public.%I partition of public.%I for values from (%L) to (%L)', part, parent, first_day, next_month);
      perform public.shopfleet_tenant_table(('public.' || part)::regclass);
    end if;
  end loop;
end
$$;
revoke execute on function shopfleet_content_month(date) from public;
grant execute on function shopfleet_content_month(date) to shopfleet_system;

-- What a run has still to read. `worker` is who reads it now: another one takes an account over by writing itself here, and what the
-- former still brings is refused.
create table content_sync_item (
  tenant_id text not null,
  run_id text not null,
  account_id text not null,
  state text not null default 'waiting' check (state in ('waiting', 'done', 'failed', 'skipped')),
  worker text,
  tries integer not null default 0,
  not_before timestamptz,
  -- Calls that it will take, as far as anybody can know before.
  expected_calls integer not null default 1,
  calls integer not null default 0,
  videos integer not null default 0,
  message text not null default '',
  primary key (tenant_id, run_id, account_id),
  foreign key (tenant_id, run_id) references run (tenant_id, id) on delete cascade
);
create index content_sync_item_waiting on content_sync_item (tenant_id, run_id) where state = 'waiting';
select shopfleet_tenant_table('content_sync_item');

-- How far an account is: the pages read so far, as the platform gave them. A killed worker's run goes on behind the last of them.
create table content_sync_page (
  tenant_id text not null,
  run_id text not null,
  account_id text not null,
  page_no integer not null,
  next_cursor text not null,
  videos jsonb not null,
  read_at timestamptz not null,
  primary key (tenant_id, run_id, account_id, page_no),
  foreign key (tenant_id, run_id, account_id) references content_sync_item (tenant_id, run_id, account_id) on delete cascade
);
select shopfleet_tenant_table('content_sync_page');

-- One run of a job at a time: a second request joins it. Runs for one outlet or one account have places of their own.
create unique index run_content_once
  on run (tenant_id, kind, (coalesce(input ->> 'outletId', '')), (coalesce(input ->> 'accountId', '')))
  where finished_at is null and kind like 'content.%';
create index run_content_recent on run (tenant_id, id desc) where kind like 'content.%';
-- What a run counts beside its items: calls, videos, the pace.
alter table run add column totals jsonb not null default '{}';

-- Where an organisation wants another calendar than that of the environment.
create table content_schedule (
  tenant_id text not null references tenant (id),
  job text not null check (job in ('refresh_tokens', 'user', 'video')),
  cron text,
  is_paused boolean not null default false,
  updated_at timestamptz not null default now(),
  primary key (tenant_id, job)
);
select shopfleet_tenant_table('content_schedule');
select shopfleet_system_may('content_schedule', 'select');

create table content_sync_log (
  tenant_id text not null references tenant (id),
  id text not null,
  run_id text,
  outlet_id text,
  account_id text,
  job text not null,
  status text not null check (status in ('succeeded', 'failed', 'skipped')),
  message text not null default '',
  raw_error text not null default '',
  duration_ms integer not null default 0,
  run_at timestamptz not null default now(),
  primary key (tenant_id, id)
);
create index content_sync_log_outlet on content_sync_log (tenant_id, outlet_id, id desc);
create index content_sync_log_account on content_sync_log (tenant_id, account_id, id desc);
select shopfleet_tenant_table('content_sync_log');

create table content_settings (
  tenant_id text not null references tenant (id),
  -- Null keeps for good.
  keep_video_days_months integer check (keep_video_days_months between 1 and 240),
  keep_profile_days_months integer check (keep_profile_days_months between 1 and 240),
  version integer not null default 1,
  updated_at timestamptz not null default now(),
  primary key (tenant_id)
);
select shopfleet_tenant_table('content_settings');
