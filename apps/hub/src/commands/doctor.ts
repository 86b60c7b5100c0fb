import { silentLog } from '@shopfleet/kernel';
import { defineCommand } from 'citty';
import { Client } from 'pg';
import type { HubConfig } from '../config.ts';
import { checkInvariants, checkKeys, checkMigrations, checkPeople, checkRowSecurity, checkServer } from '../doctor/check-database.ts';
import { checkDisk, checkFiles } from '../doctor/check-machine.ts';
import { attempt, type Finding, ok } from '../doctor/finding.ts';
import { openDatabase } from '../open-database.ts';
import { createSealer } from '../secrets.ts';
import { loadConfigOrExit } from './load-config.ts';

export const doctor = defineCommand({
  meta: { name: 'doctor', description: 'Check everything that the hub needs, and say what to do; changes nothing' },
  async run() {
    const config = await loadConfigOrExit();
    const findings = [ok('environment', 'every variable is fine'), ...(await examine(config))];
    for (const { what, state, detail, todo } of findings) {
      console.log(`${state.padEnd(8)} ${what}: ${detail}${todo ? `\n         → ${todo}` : ''}`);
    }
    process.exitCode = findings.some(({ state }) => state === 'failed') ? 1 : 0;
  },
});

async function examine(config: HubConfig): Promise<Finding[]> {
  const findings = [
    await attempt('documents', `Let this user write to ${config.dataDirectory}`, () => checkFiles(config.dataDirectory)),
    await attempt('disk', `Make ${config.dataDirectory} reachable`, () => checkDisk(config.dataDirectory)),
  ];
  try {
    const opened = await openDatabase(config, silentLog, { name: 'doctor', isMigrated: false, isCommand: true });
    try {
      findings.push(...(await examineDatabase(config, opened)));
    } finally {
      await opened.close();
    }
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    findings.push({ what: 'database', state: 'failed', detail, todo: 'Check DATABASE_URL, and that the server runs' });
  }
  return findings;
}

async function examineDatabase(
  config: HubConfig,
  { database: db, url }: { database: Parameters<typeof checkServer>[0]; url: string },
): Promise<Finding[]> {
  const migrations = await attempt('migrations', 'Run: shopfleet migrate', async () => checkMigrations(await appliedMigrations(url)));
  const reach = 'Check DATABASE_URL, and that its user may become shopfleet_app and shopfleet_system';
  if (migrations.state === 'failed') return [migrations];
  const people = await checkPeople(db).catch((error: unknown): Finding[] => [
    { what: 'connections and agents', state: 'failed', detail: String(error), todo: reach },
  ]);
  return [
    migrations,
    await attempt('database', reach, () => checkServer(db)),
    await attempt('tenant separation', reach, () => checkRowSecurity(db)),
    await attempt('invariants', reach, () => checkInvariants(db)),
    await attempt('keys', reach, () => checkKeys(db, createSealer(config))),
    ...people,
  ];
}

async function appliedMigrations(url: string): Promise<string[]> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>('select name from schema_migration');
    return rows.map(({ name }) => name);
  } finally {
    await client.end();
  }
}
