-- Marketplaces say when an order changed, many only to the second. Of two states with one instant the one that was read later counts, if it
-- differs in what matters: this is what mattered when we read it.
alter table orders add column state_hash text not null default '';
