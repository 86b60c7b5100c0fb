import { defineConfig } from 'vitest/config';

const everywhere = ['packages', 'platforms', 'apps', 'scripts'];
const named = (suffix: string) => everywhere.map((folder) => `${folder}/**/*${suffix}`);
const slowNames = ['db', 'contract', 'crash'];

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
          testTimeout: 20_000,
        },
      },
      { test: { name: 'db', include: named('.db.test.ts'), testTimeout: 60_000, hookTimeout: 60_000, pool: 'forks' } },
      { test: { name: 'contract', include: named('.contract.test.ts'), testTimeout: 60_000, hookTimeout: 60_000, pool: 'forks' } },
      { test: { name: 'crash', include: named('.crash.test.ts'), testTimeout: 300_000, hookTimeout: 60_000, pool: 'forks' } },
      // Whole installations with real printers and a browser: one at a time, so that each has the machine.
      {
        test: {
          name: 'e2e',
          include: ['e2e/**/*.e2e.ts'],
          testTimeout: 300_000,
          hookTimeout: 120_000,
          pool: 'forks',
          fileParallelism: false,
          retry: 0,
        },
      },
    ],
  },
});
