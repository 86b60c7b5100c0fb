import type { Client } from 'pg';
import { sqlState } from './postgres-errors.ts';

const roles = ['shopfleet_app', 'shopfleet_system'] as const;

/** Creates the two roles of the program when the server lacks them, and lets the current user become them. */
export async function ensureRoles(client: Client): Promise<void> {
  for (const role of roles) {
    await ensureRole(client, role);
    await letCurrentUserBecome(client, role);
  }
}

/** What an administrator types when our user may not do it. */
function instructions(user: string): string {
  const statements = roles.map((role) => `CREATE ROLE ${role} NOLOGIN; GRANT ${role} TO "${user}";`).join(' ');
  return `Ask the administrator of the database to run: ${statements}`;
}

async function ensureRole(client: Client, role: string): Promise<void> {
  const { rows } = await client.query<{ rolsuper: boolean; rolbypassrls: boolean }>(
    'SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = $1',
    [role],
  );
  if (rows.some((row) => row.rolsuper || row.rolbypassrls)) {
    throw new Error(`The role ${role} must not be a superuser or bypass row-level security`);
  }
  if (rows.length > 0) return;
  try {
    await client.query(`CREATE ROLE ${role} NOLOGIN`);
  } catch (error) {
    const state = sqlState(error);
    // Another process, perhaps of another database of this server, was faster.
    if (state === '42710' || state === '23505') return;
    throw await explained(client, `cannot create the role ${role}`, error);
  }
}

async function letCurrentUserBecome(client: Client, role: string): Promise<void> {
  const { rows: versions } = await client.query<{ version: number }>(`SELECT current_setting('server_version_num')::int AS version`);
  const hasSetOption = (versions[0]?.version ?? 0) >= 160_000;
  const { rows } = await client.query<{ can: boolean }>('SELECT pg_has_role(current_user, $1, $2) AS can', [
    role,
    hasSetOption ? 'SET' : 'MEMBER',
  ]);
  if (rows[0]?.can) return;
  try {
    // Without INHERIT, policies of the role do not apply to the owner's own connections.
    await retryConcurrentUpdate(() => client.query(`GRANT ${role} TO current_user${hasSetOption ? ' WITH INHERIT FALSE, SET TRUE' : ''}`));
  } catch (error) {
    throw await explained(client, `may not become the role ${role}`, error);
  }
}

/** Two processes that grant the same role at once: one of them gets the internal error "tuple concurrently updated". */
async function retryConcurrentUpdate(grant: () => Promise<unknown>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await grant();
      return;
    } catch (error) {
      if (sqlState(error) !== 'XX000' || attempt === 5) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20 * attempt));
    }
  }
}

async function explained(client: Client, problem: string, cause: unknown): Promise<Error> {
  const { rows } = await client.query<{ user: string }>('SELECT current_user AS user');
  const user = rows[0]?.user ?? '';
  return new Error(`The database user "${user}" ${problem}. ${instructions(user)}`, { cause });
}
