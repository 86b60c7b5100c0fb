import type { Log } from '@shopfleet/kernel';
import { type DestinationStream, type LevelWithSilent, type Logger, pino } from 'pino';

/** Field names that never reach a log, wherever in the first three levels they stand. */
const secretNames = [
  'authorization',
  'cookie',
  'set-cookie',
  'token',
  'accessToken',
  'refreshToken',
  'access_token',
  'refresh_token',
  'identityToken',
  'password',
  'currentPassword',
  'newPassword',
  'secret',
  'appSecret',
  'apiKey',
  'code',
  'body',
  'rawBody',
  'url',
  'connectionString',
];
const redactedNames = secretNames.filter((name) => name !== 'code' && name !== 'url');
const paths = redactedNames
  .flatMap((name) => ['', '*.', '*.*.'].map((prefix) => `${prefix}["${name}"]`))
  .map((path) => path.replace('.[', '['));

/** What of an error is worth a line; never the parameters of a query or the body of an answer. */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return { message: String(error) };
  const code: unknown = Reflect.get(error, 'code');
  return {
    type: error.name,
    message: withoutParameters(error.message),
    ...(typeof code === 'string' ? { code } : {}),
    stack: withoutParameters(error.stack ?? ''),
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
  };
}

/** The query builder puts every parameter into its message. */
const withoutParameters = (text: string): string => text.replace(/\nparams: [^\n]*/g, '\nparams: (left out)');

/** Structured log, one JSON object a line, for every part of the hub. */
export function createHubLog(level: LevelWithSilent, destination?: DestinationStream): Log & Pick<Logger, 'flush'> {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths, censor: '•••' },
    serializers: { err: describeError, error: describeError },
    formatters: { level: (label: string) => ({ level: label }) },
  };
  return destination ? pino(options, destination) : pino(options);
}
