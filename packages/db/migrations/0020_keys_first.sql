-- The check of a foreign key is planned once for each connection, at its first row. In a new database nothing is known of the tables
-- then: every index that begins with tenant_id looks as good as the key, PostgreSQL takes the youngest, and each check reads all rows
-- of the tenant from there on. The first import of a shop took five times as long. So the key must be the youngest index.
-- Call it for a table that foreign keys point to, in the migration that gives it another index: a test finds those forgotten.
create function shopfleet_key_first(target regclass) returns void
  language plpgsql set search_path = pg_catalog, public as $$
declare
  key record;
  link record;
  links text[] := '{}';
begin
  select conname, pg_get_constraintdef(oid) as definition, conindid into strict key from pg_constraint
  where conrelid = target and contype = 'p';
  for link in
    select conrelid::regclass as source, conname, pg_get_constraintdef(oid) as definition from pg_constraint
    where confrelid = target and contype = 'f' and conindid = key.conindid and conparentid = 0
  loop
    execute format('alter table %s drop constraint %I', link.source, link.conname);
    links := links || format('alter table %s add constraint %I %s', link.source, link.conname, link.definition);
  end loop;
  execute format('alter table %s drop constraint %I', target, key.conname);
  execute format('alter table %s add constraint %I %s', target, key.conname, key.definition);
  for place in 1 .. cardinality(links) loop
    execute links[place];
  end loop;
end
$$;
revoke execute on function shopfleet_key_first(regclass) from public;

select shopfleet_key_first(name) from unnest('{connection, content_account, listing_variant, orders, order_line, print_job, run}'::regclass[]) as name;
