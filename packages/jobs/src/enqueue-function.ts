import { jobTable, queueSchema } from './queue-names.ts';

/**
 * Fairness: a job waits behind as many jobs of other tenants as its own tenant has waiting, up to this number. So the first job of
 * a quiet tenant goes before the hundred-thousandth of a busy one.
 */
export const deepestBacklog = 1_000;
const maxRounds = 10;

/** Adds jobs where it is called, in one statement: see `enqueueFunction`. */
export const enqueueFunctionName = `${queueSchema}.shopfleet_enqueue`;

/**
 * Adds jobs of one kind for one tenant, as its caller and so under row-level security. `requests` is an array of
 * `{ id, data, dedupe, replace, key, delay, priority }`. A request whose dedupe key has a waiting job joins it: that job gets the new
 * data if asked, and one that waits for its next try is due at once, because there is a new reason. The update locks that job until
 * the transaction ends: else a worker could start it before our change is visible, and the change would never be looked at. The
 * order by dedupe key is one order of locking for everybody, so that two transactions cannot wait for each other.
 */
export const enqueueFunction = `
  CREATE OR REPLACE FUNCTION ${enqueueFunctionName}(kind text, tenant_group text, requests jsonb) RETURNS void
  LANGUAGE plpgsql AS $function$
  DECLARE
    queue ${queueSchema}.queue;
    backlog integer;
    request record;
  BEGIN
    SELECT q.* INTO STRICT queue FROM ${queueSchema}.queue q WHERE q.name = kind;
    SELECT count(*) INTO backlog FROM (
      SELECT FROM ${jobTable} j WHERE j.name = kind AND j.group_id = tenant_group AND j.state < 'active' LIMIT ${deepestBacklog}) AS waiting;
    FOR request IN
      SELECT * FROM ROWS FROM (jsonb_to_recordset(requests) AS
        (id uuid, data jsonb, dedupe text, "replace" boolean, key text, delay float8, priority integer)) WITH ORDINALITY AS r
      ORDER BY r.dedupe, r.ordinality
    LOOP
      FOR round IN 1..${maxRounds} LOOP
        IF request.dedupe IS NOT NULL THEN
          UPDATE ${jobTable} j SET data = CASE WHEN request."replace" THEN request.data ELSE j.data END,
            start_after = CASE j.state WHEN 'retry' THEN least(j.start_after, now()) ELSE j.start_after END
          WHERE j.name = kind AND j.group_id = tenant_group AND j.group_tier = request.dedupe AND j.state < 'active';
          EXIT WHEN FOUND;
        END IF;
        INSERT INTO ${jobTable} (id, name, data, priority, start_after, created_on, singleton_key, group_id, group_tier, expire_seconds,
          deletion_seconds, keep_until, retry_limit, retry_delay, retry_backoff, retry_delay_max, policy, dead_letter, heartbeat_seconds)
        VALUES (request.id, kind, request.data, request.priority - least(backlog + request.ordinality - 1, ${deepestBacklog}),
          now() + request.delay * interval '1 s', now(), request.key, tenant_group, request.dedupe, queue.expire_seconds,
          queue.deletion_seconds, now() + (request.delay + queue.retention_seconds) * interval '1 s', queue.retry_limit,
          queue.retry_delay, coalesce(queue.retry_backoff, false), queue.retry_delay_max, queue.policy, queue.dead_letter,
          queue.heartbeat_seconds)
        ON CONFLICT DO NOTHING;
        EXIT WHEN FOUND;
        -- Another transaction added or started a job with this key between our look and our insert: look again.
        IF round = ${maxRounds} THEN RAISE 'A job of kind % could not be added: others keep adding the same one', kind; END IF;
      END LOOP;
    END LOOP;
  END
  $function$;`;
