import { HubError, silentLog } from '@shopfleet/kernel';
import { PlatformFailure } from '@shopfleet/platform-kit';
import { expect, test } from 'vitest';
import { isDatabaseAway, patiently } from './database-patience.ts';

const coded = (code: string, message = 'x') => Object.assign(new Error(message), { code });

test.each([
  [coded('ECONNREFUSED'), true],
  [coded('57P01', 'terminating connection due to administrator command'), true],
  [coded('57P03', 'the database system is starting up'), true],
  [new Error('Connection terminated unexpectedly'), true],
  [new Error('Failed query', { cause: coded('EPIPE') }), true],
  [coded('23505', 'duplicate key'), false],
  [coded('57014', 'canceling statement due to statement timeout'), false],
  [new TypeError('videos is not iterable'), false],
  [new HubError('NOT_FOUND'), false],
  [new PlatformFailure('unavailable', 'The marketplace did not answer', { cause: coded('ECONNREFUSED') }), false],
])('%s is the database being away: %s', (error, isAway) => {
  expect(isDatabaseAway(error)).toBe(isAway);
});

test('work is repeated while the database is away, and not for anything else', async () => {
  const options = { log: silentLog, signal: new AbortController().signal };
  let tries = 0;
  const work = async () => {
    tries += 1;
    if (tries < 3) throw coded('ECONNREFUSED');
    return 'done';
  };
  expect(await patiently(options, work)).toBe('done');
  await expect(patiently(options, () => Promise.reject(new Error('a fault')))).rejects.toThrow('a fault');
  expect(tries).toBe(3);
});

test('patience has an end, and ends with its worker', async () => {
  const away = () => Promise.reject(coded('ECONNREFUSED'));
  await expect(patiently({ log: silentLog, signal: new AbortController().signal, withinMs: 0 }, away)).rejects.toThrow();
  const stop = new AbortController();
  const waiting = patiently({ log: silentLog, signal: stop.signal }, away);
  stop.abort();
  await expect(waiting).rejects.toThrow();
});
