import { createJobs, type Jobs } from '@shopfleet/jobs';
import { silentLog } from '@shopfleet/kernel';
import { Client } from 'pg';
import type { HubConfig } from '../config.ts';
import { domainJobKinds } from '../domain.ts';
import { type OpenDatabase, openDatabase } from '../open-database.ts';
import { createSealer } from '../secrets.ts';
import { checkDeadLetters, checkParkedEvents, checkPrintAttempts, checkStuckEvents, checkUndecidedJobs } from './check-backlog.ts';
import { checkInvariants, checkKeys, checkMigrations, checkPeople, checkRowSecurity, checkServer } from './check-database.ts';
import { checkDisk, checkFiles } from './check-machine.ts';
import { attempt, type Finding, failed, wordsOf } from './finding.ts';

const reach = 'Check DATABASE_URL, and that its user may become shopfleet_app and shopfleet_system';

/** Looks at everything that the hub needs; repairs nothing. */
export async function examine(config: HubConfig): Promise<Finding[]> {
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
    findings.push(failed('database', wordsOf(error), 'Check DATABASE_URL, and that the server runs'));
  }
  return findings;
}

async function examineDatabase(config: HubConfig, { database: db, url }: OpenDatabase): Promise<Finding[]> {
  const migrations = await attempt('migrations', 'Run: shopfleet migrate', async () => checkMigrations(await appliedMigrations(url)));
  if (migrations.state === 'failed') return [migrations];
  const people = await checkPeople(db).catch((error: unknown) => [failed('connections and agents', wordsOf(error), reach)]);
  return [
    migrations,
    await attempt('database', reach, () => checkServer(db)),
    await attempt('tenant separation', reach, () => checkRowSecurity(db)),
    await attempt('invariants', reach, () => checkInvariants(db)),
    await attempt('keys', reach, () => checkKeys(db, createSealer(config))),
    await attempt('events', reach, () => checkStuckEvents(db)),
    await attempt('events set aside', reach, () => checkParkedEvents(db)),
    await attempt('print attempts', reach, () => checkPrintAttempts(db)),
    await attempt('undecided print jobs', reach, () => checkUndecidedJobs(db)),
    await attempt('dead letters', reach, () => withJobs(url, db, checkDeadLetters)),
    ...people,
  ];
}

async function withJobs(url: string, database: OpenDatabase['database'], look: (jobs: Jobs) => Promise<Finding>): Promise<Finding> {
  const jobs = createJobs({ url, database, kinds: domainJobKinds, log: silentLog });
  await jobs.start({ work: false });
  try {
    return await look(jobs);
  } finally {
    await jobs.stop();
  }
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
