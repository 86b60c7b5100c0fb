-- How fast parcels go out is asked by the instant at which the marketplace was told.
create index package_arranged on package (tenant_id, arranged_at) where arranged_at is not null;
select shopfleet_key_first('package');
