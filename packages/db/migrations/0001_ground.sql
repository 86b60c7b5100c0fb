-- The ground under every table: who may see which row.
-- shopfleet_app sees one tenant, named by the setting shopfleet.tenant_id; without it, nothing.
-- shopfleet_system sees the few tables that are needed before a tenant is known.

-- Call once for every table with a tenant_id. The owner is bound by the same rules (FORCE), so a migration that rewrites rows must
-- take FORCE off for its own transaction.
create function shopfleet_tenant_table(target regclass) returns void
  language plpgsql set search_path = pg_catalog, public as $$
declare
  own_tenant constant text := $rule$tenant_id = nullif(current_setting('shopfleet.tenant_id', true), '')$rule$;
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format('create policy own_tenant on %s for all to shopfleet_app using (%s) with check (%s)', target, own_tenant, own_tenant);
  execute format('grant select, insert, update, delete on %s to shopfleet_app', target);
end
$$;

-- Lets shopfleet_system reach every row of one table, with the named privileges only: 'select', or 'select, update', …
create function shopfleet_system_may(target regclass, privileges text) returns void
  language plpgsql set search_path = pg_catalog, public as $$
declare
  every_row constant text := 'every_row_for_system';
begin
  if privileges !~* '^\s*(select|insert|update|delete)(\s*,\s*(select|insert|update|delete))*\s*$' then
    raise exception 'shopfleet_system_may: "%" is not a list of select, insert, update, delete', privileges;
  end if;
  if not exists (select from pg_policy where polrelid = target and polname = every_row) then
    execute format('create policy %I on %s for all to shopfleet_system using (true) with check (true)', every_row, target);
  end if;
  execute format('grant %s on %s to shopfleet_system', privileges, target);
end
$$;

-- Only migrations call these.
revoke execute on function shopfleet_tenant_table(regclass) from public;
revoke execute on function shopfleet_system_may(regclass, text) from public;
