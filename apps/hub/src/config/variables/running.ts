import { z } from 'zod';
import { flag, text, variable, webAddress, wholeNumber } from '../env-variable.ts';

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

export const runningVariables = {
  NODE_ENV: variable({
    section: 'Running',
    text: '`production` makes secrets required and pages strict.',
    schema: z
      .enum(['development', 'production', 'test'], 'must be development, production or test')
      .optional()
      .transform((mode) => mode ?? 'development'),
    unset: 'development',
    hint: 'set NODE_ENV=production on a server',
  }),
  HOST: variable({
    section: 'Running',
    text: 'Address to listen on.',
    schema: text().transform((host) => host ?? '127.0.0.1'),
    unset: '127.0.0.1',
    hint: 'use 0.0.0.0 to accept other machines',
  }),
  PORT: variable({
    section: 'Running',
    text: 'Port to listen on; 0 takes a free one.',
    schema: wholeNumber(0, 65_535, 3000),
    unset: '3000',
    hint: 'choose a free port such as 3000',
  }),
  PUBLIC_URL: variable({
    section: 'Running',
    text: 'Where people and marketplaces reach the hub; part of links, callbacks and the check against forged requests.',
    schema: webAddress(),
    unset: 'http://HOST:PORT',
    hint: 'for example https://hub.example.com',
  }),
  DATA_DIR: variable({
    section: 'Running',
    text: 'Where documents, and in development the database and secrets, are kept.',
    schema: text().transform((path) => path ?? '.data'),
    unset: '.data',
    hint: 'a directory that the hub may write to',
  }),
  LOG_LEVEL: variable({
    section: 'Running',
    text: 'How much is logged.',
    schema: z
      .enum(logLevels, `must be one of ${logLevels.join(', ')}`)
      .optional()
      .transform((level) => level ?? 'info'),
    unset: 'info',
    hint: 'use info, or debug to look closer',
  }),
  CRON_ENABLED: variable({
    section: 'Running',
    text: 'Whether workers run the calendar.',
    schema: flag(true),
    unset: 'true',
    hint: 'set false to run only what is asked for',
  }),
  SHOPFLEET_DEMO: variable({
    section: 'Running',
    text: 'Tells the screens that this hub runs on the sandbox.',
    schema: flag(false),
    unset: 'false',
    hint: 'leave it out',
  }),
} as const;
