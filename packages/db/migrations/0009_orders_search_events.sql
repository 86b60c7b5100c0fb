-- Words of an order for prefix search: each word whole, and its parts between punctuation. Our own split, because the parsers of
-- PostgreSQL take SKU codes and tracking numbers for signed numbers, hosts and e-mail addresses.
create function shopfleet_order_words(external_id text, buyer text, tracking text[], skus text[]) returns tsvector
  language sql immutable parallel safe set search_path = pg_catalog as $$
  select array_to_tsvector(coalesce(array_agg(distinct word) filter (where word <> ''), '{}'))
  from (select lower(left(external_id, 200) || ' ' || left(buyer, 500) || ' ' || left(array_to_string(tracking, ' '), 2000) || ' '
                     || left(array_to_string(skus, ' '), 5000)) as line) as whole,
    lateral (select left(part, 200) as word from regexp_split_to_table(line, '\s+') as part
             union all select left(part, 200) from regexp_split_to_table(line, '[^[:alnum:]]+') as part) as words
$$;
alter table orders drop column search;
alter table orders add column search tsvector
  generated always as (shopfleet_order_words(external_id, buyer_name, tracking_numbers, sku_codes)) stored;
-- No GIN index: under row-level security PostgreSQL may not look for a tenant's words in an index of all tenants (the operators are
-- not leakproof), so such an index would only cost. A tenant's 100,000 orders are read through in well under 300 ms.
drop index orders_sku_codes;

-- Whether an order is short of stock is asked of the shortfalls themselves: a copy here would have to be locked against them.
alter table orders drop column has_shortfall;
create index shortfall_order on shortfall (tenant_id, order_id) where resolved_at is null;

-- Answers "how many orders does each view hold" from the index alone.
create index orders_work on orders (tenant_id, status)
  include (id, shop_id, platform, placed_at, printed_at, is_cancel_requested, fulfil_state, hold_reason);

-- What an event was about, so that a parked one can be taken up again without its headers.
alter table inbound_event add column external_shop_id text not null default '';
alter table inbound_event add column hint jsonb not null default '{"kind": "nothing"}';
-- External ids of orders whose import still has to follow.
alter table inbound_event add column waiting_for text[] not null default '{}';
create index inbound_event_waiting on inbound_event (tenant_id, shop_id) where state = 'pending';
create index inbound_event_parked on inbound_event (platform, external_shop_id) where state = 'parked';

-- The variant a pending reservation waits for, so that mapping it finds them.
alter table reservation add column variant_id text;
create index reservation_pending on reservation (tenant_id, variant_id) where state = 'pending';
create index reservation_line on reservation (tenant_id, order_line_id);

-- A status that a person set ahead of the marketplace; null again once the marketplace has caught up.
alter table orders add column hand_status text;
