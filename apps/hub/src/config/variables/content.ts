import { z } from 'zod';
import { optionalFlag, variable, wholeNumber } from '../env-variable.ts';

const five = 'must have five fields: minute, hour, day of the month, month, day of the week';
const cron = (byDefault: string) =>
  z
    .string()
    .regex(/^(\S+ +){4}\S+$/, five)
    .regex(/^[\d*/,\-A-Za-z #?]+$/, five)
    .optional()
    .transform((text) => text ?? byDefault);

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    // What Intl does not know is no zone.
    return false;
  }
}

const section = 'Content sync';

export const contentVariables = {
  CONNECT_BY_STORE_CODE: variable({
    section,
    text: 'Whether `/connect/tiktok?store_code=…` alone lets anybody connect an account for that store. Codes can be guessed: in production leave it off and send links.',
    schema: optionalFlag(),
    unset: '`true` in development, `false` in production',
    hint: 'use false',
  }),
  SYNC_CONCURRENCY: variable({
    section,
    text: 'Profiles of content accounts that are read at the same moment. The platform decides the pace; more only helps when it answers slowly.',
    schema: wholeNumber(1, 500, 20),
    unset: '20',
    hint: 'use 20',
  }),
  VIDEO_SYNC_CONCURRENCY: variable({
    section,
    text: 'Accounts whose videos are read at the same moment.',
    schema: wholeNumber(1, 500, 30),
    unset: '30',
    hint: 'use 30',
  }),
  TZ: variable({
    section,
    text: 'Time zone of the calendar of content sync. Days of an account are those of its own zone, whatever this is.',
    schema: z
      .string()
      .refine(isZone, 'must be a time zone')
      .optional()
      .transform((zone) => zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone ?? 'UTC'),
    unset: "the machine's zone",
    hint: 'for example Asia/Jakarta',
  }),
  CRON_TOKEN_REFRESH: variable({
    section,
    text: 'When tokens of content accounts are renewed ahead of need.',
    schema: cron('0 1 * * *'),
    unset: '0 1 * * *',
    hint: 'use 0 1 * * *',
  }),
  CRON_SYNC_USER_DAILY: variable({
    section,
    text: 'When profiles are read.',
    schema: cron('0 2 * * *'),
    unset: '0 2 * * *',
    hint: 'use 0 2 * * *',
  }),
  CRON_SYNC_VIDEO_DAILY: variable({
    section,
    text: 'When videos are read.',
    schema: cron('0 3 * * *'),
    unset: '0 3 * * *',
    hint: 'use 0 3 * * *',
  }),
} as const;
