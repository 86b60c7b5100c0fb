import { z } from 'zod';
import { flag, variable, wholeNumber } from '../env-variable.ts';

const database = z.url({ protocol: /^postgres(ql)?$/, error: 'must be an address such as postgres://user:password@host:5432/shopfleet' });

export const databaseVariables = {
  DATABASE_URL: variable({
    section: 'Database',
    text: 'PostgreSQL 15 or newer. Without it the hub starts one of its own in DATA_DIR.',
    schema: database.optional(),
    unset: 'embedded PostgreSQL',
    hint: 'for example postgres://shopfleet:secret@db.internal:5432/shopfleet',
    isSecret: true,
  }),
  DB_POOL_SIZE: variable({
    section: 'Database',
    text: 'Connections at most, for each process.',
    schema: wholeNumber(2, 200, 10),
    unset: '10',
    hint: 'use 10',
  }),
  DB_POOL_MIN: variable({
    section: 'Database',
    text: 'Connections that each process keeps open although nobody uses them, so that the next call need not wait for one.',
    schema: wholeNumber(0, 200, 0),
    unset: '0',
    hint: 'use 0, or 2 where connecting is slow; never more than DB_POOL_SIZE',
  }),
  DB_LOGGING: variable({
    section: 'Database',
    text: "Logs the text of every statement of the hub's transactions, without its values; the job queue's own are left out. Only to look closer.",
    schema: flag(false),
    unset: 'false',
    hint: 'leave it out',
  }),
} as const;
