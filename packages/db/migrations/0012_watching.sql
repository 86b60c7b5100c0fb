-- What the hub's own metrics and its doctor count, over all tenants.
select shopfleet_system_may('run', 'select');
select shopfleet_system_may('sync_cursor', 'select');
select shopfleet_system_may('print_attempt', 'select');
create index print_job_undecided on print_job (created_at) where state = 'unknown';
create index run_open on run (created_at) where status in ('queued', 'running');
