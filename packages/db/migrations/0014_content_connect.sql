-- A platform's event names an account, and nobody knows yet whose it is.
create index connection_account on connection (platform, external_account_id);

-- A visitor brings a store's code, and nobody knows yet which organisation's store it is.
create index outlet_code_anywhere on outlet (lower(code)) where archived_at is null;
select shopfleet_system_may('outlet', 'select');

-- An account is connected to one organisation of this hub at a time.
create unique index content_account_connected on content_account (platform, external_id) where disconnected_at is null;
