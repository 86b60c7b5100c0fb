-- Counters of the inbound limits, shared by all processes; the limiter library reads and writes them.
create table inbound_limit (
  key varchar(255) primary key,
  points integer not null default 0,
  expire bigint
);
grant select, insert, update, delete on inbound_limit to shopfleet_system;
