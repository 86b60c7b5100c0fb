-- Two states of an order may have one instant, and one of them may come again: states are numbered as they were taken over.
alter table order_snapshot add column no bigint generated always as identity;
alter table order_snapshot drop constraint order_snapshot_pkey;
alter table order_snapshot add primary key (tenant_id, shop_id, external_id, no);
