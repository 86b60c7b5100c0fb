import { defineConfig } from 'vitest/config';

const everywhere = ['packages', 'platforms', 'apps', 'scripts'];
const named = (suffix: string) => everywhere.map((folder) => `${folder}/**/*${suffix}`);
const slowNames = ['db', 'contract', 'crash'];

/** `expect.poll` as patient as a loaded machine needs; a condition that holds costs nothing of it. */
const expectPatiently = { poll: { timeout: 30_000 } };
const slow = { testTimeout: 120_000, hookTimeout: 120_000, pool: 'forks', expect: expectPatiently } as const;

/** One project for each suffix of a test's file name; the suffix says what the test may touch. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: named('.test.ts'),
          exclude: ['**/node_modules/**', ...slowNames.flatMap((name) => named(`.${name}.test.ts`))],
          sequence: { shuffle: true },
          testTimeout: 60_000,
          expect: expectPatiently,
        },
      },
      { test: { name: 'db', include: named('.db.test.ts'), ...slow } },
      { test: { name: 'contract', include: named('.contract.test.ts'), ...slow } },
      { test: { name: 'crash', include: named('.crash.test.ts'), ...slow, testTimeout: 600_000 } },
      // Whole installations with real printers and a browser: one at a time, so that each has the machine.
      {
        test: {
          name: 'e2e',
          include: ['e2e/**/*.e2e.ts'],
          ...slow,
          testTimeout: 600_000,
          hookTimeout: 240_000,
          fileParallelism: false,
          retry: 0,
        },
      },
    ],
  },
});
