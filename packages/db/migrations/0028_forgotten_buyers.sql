-- Whose order it is, as a hash of the account's name, where the marketplace tells when a buyer is to be forgotten. '' when it does not, and
-- once the buyer is forgotten.
alter table orders add column buyer_key text not null default '';
create index orders_buyer on orders (tenant_id, buyer_key) where buyer_key <> '';
select shopfleet_key_first('orders');

-- Buyers that a marketplace asked to forget, kept for as long as it could still show who they were. A marketplace tells of all its users, to
-- every application: so this belongs to no tenant.
create table forgotten_buyer (
  platform text not null,
  buyer_key text not null,
  asked_at timestamptz not null default now(),
  -- When the orders of all tenants were gone through; null while that waits.
  looked_at timestamptz,
  primary key (platform, buyer_key)
);
create index forgotten_buyer_new on forgotten_buyer (asked_at) where looked_at is null;
grant select on forgotten_buyer to shopfleet_app;
grant select, insert, update, delete on forgotten_buyer to shopfleet_system;
