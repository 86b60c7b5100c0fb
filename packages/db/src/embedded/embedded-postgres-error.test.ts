import { expect, test } from 'vitest';
import { explainServerOutput } from './embedded-postgres-error.ts';

test.each([
  ['FATAL: could not write to file: No space left on device', 'The disk is full'],
  ['FATAL: database files are incompatible with server', 'another major version'],
  ['postgres: error while loading shared libraries: libxml2.so.2', 'system library'],
  ['FATAL: could not map anonymous shared memory: Cannot allocate memory', 'not enough memory'],
])('"%s" is explained, and the line itself is kept', (line, explanation) => {
  const { message } = explainServerOutput('PostgreSQL did not start', '/data', line);
  expect(message).toContain(explanation);
  expect(message).toContain('/data');
  expect(message).toContain(line);
});
