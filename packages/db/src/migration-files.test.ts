import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type MigrationFile, pendingMigrations } from './migration-files.ts';

const file = (number: number): MigrationFile => ({ name: `${String(number).padStart(4, '0')}_x.sql`, sql: '', sha256: `sum${number}` });

test('whatever ran so far, exactly the rest is pending, in order', () => {
  fc.assert(
    fc.property(fc.nat({ max: 30 }), fc.nat({ max: 30 }), (count, done) => {
      const files = Array.from({ length: count }, (_, n) => file(n));
      const applied = files.slice(0, done);
      expect(pendingMigrations(files, applied)).toEqual(files.slice(done));
    }),
  );
});

test('history and files that do not agree are refused in words', () => {
  expect(() => pendingMigrations([], [file(1)])).toThrow('newer than this program');
  expect(() => pendingMigrations([{ ...file(1), sha256: 'other' }], [file(1)])).toThrow('was changed after it ran');
  expect(() => pendingMigrations([file(1), file(2)], [file(2)])).toThrow('0001_x.sql comes too late');
});
