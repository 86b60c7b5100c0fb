/** Runs the boundary rules, and makes sure that they looked at the whole house: a checker that sees nothing passes everything. */
import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';

const places = ['packages', 'platforms', 'apps'];
const result = spawnSync('depcruise', [...places, '--config', '.dependency-cruiser.mjs', '--output-type', 'json'], {
  encoding: 'utf8',
  maxBuffer: 256 * 1024 * 1024,
});
if (!result.stdout) throw new Error(`dependency-cruiser said nothing: ${result.stderr}`);

interface Cruise {
  modules: { source: string }[];
  summary: { violations: { from: string; to: string; rule: { name: string } }[] };
}
const cruise: Cruise = JSON.parse(result.stdout);
const seen = new Set(cruise.modules.map((module) => module.source));
const written = globSync(
  places.map((place) => `${place}/**/*.{ts,tsx}`),
  { exclude: (name) => name.includes('node_modules') || name.includes('dist') },
);
const unseen = written.filter((path) => !seen.has(path) && !path.endsWith('.d.ts') && !path.includes('node_modules'));

for (const { from, to, rule } of cruise.summary.violations) console.error(`${rule.name}: ${from} → ${to}`);
for (const path of unseen) console.error(`not looked at: ${path}`);
if (cruise.summary.violations.length > 0 || unseen.length > 0) process.exit(1);
console.log(`${written.length - unseen.length} modules of ours looked at, no rule broken`);
