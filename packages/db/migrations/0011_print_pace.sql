-- How many jobs a printer was given lately is counted with every offer.
create index print_attempt_pace on print_attempt (tenant_id, printer_id, started_at);

-- Wrong pairing codes are counted for each address, in `inbound_limit`; a guessed code belongs to no row here.
alter table agent_pairing drop column failures;
