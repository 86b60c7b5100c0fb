import { z } from 'zod';
import { variable, wholeNumber } from '../env-variable.ts';

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
} as const;
