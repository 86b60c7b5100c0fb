import { isUniqueViolation, type Tx } from '@shopfleet/db';
import { HubError, newId } from '@shopfleet/kernel';
import { type Actor, recordAudit } from '../../audit/index.ts';
import { announce } from '../../edge/index.ts';
import type { OutletDeps } from './change-outlets.ts';
import type { OutletFields, OutletRow } from './outlet-row.ts';
import { findOutletsByCodes, insertOutlets, updateOutlets } from './outlet-store.ts';
import { type LineProblem, type OutletLine, readOutletCsv } from './read-outlet-csv.ts';

export interface ImportRequest {
  readonly csv: string;
  readonly isDryRun: boolean;
  /** Otherwise a code that is there already is left as it is. */
  readonly updateExisting: boolean;
}

export interface ImportResult {
  readonly isDryRun: boolean;
  readonly isApplied: boolean;
  readonly lines: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly skipped: number;
  readonly errorCount: number;
  /** The first of them. */
  readonly errors: LineProblem[];
}

interface Plan {
  readonly fresh: (OutletFields & { readonly id: string })[];
  readonly changed: (OutletFields & { readonly id: string; readonly version: number })[];
  readonly unchanged: number;
  readonly skipped: number;
}

const errorsShown = 500;

/**
 * Takes a list of outlets over, all or nothing: with one bad line, or as a dry run, nothing is written. Throws `CONFLICT` when somebody
 * changed the same outlets at that moment.
 */
export async function importOutlets(
  deps: OutletDeps,
  { tenantId, actor }: { tenantId: string; actor: Actor },
  { csv, isDryRun, updateExisting }: ImportRequest,
): Promise<ImportResult> {
  const { lines, count, problems } = readOutletCsv(csv);
  const isWritten = !isDryRun && problems.length === 0;
  const plan = await deps.db
    .asTenant(tenantId, async (tx) => {
      const made = await planImport(tx, deps, lines, updateExisting);
      if (isWritten) await write(tx, deps, { tenantId, actor }, made);
      return made;
    })
    .catch((cause: unknown) => {
      if (!isUniqueViolation(cause, 'outlet_code')) throw cause;
      throw new HubError('CONFLICT', { message: 'Somebody made one of these outlets at this moment; try again', cause });
    });
  return {
    isDryRun,
    isApplied: isWritten,
    lines: count,
    created: plan.fresh.length,
    updated: plan.changed.length,
    unchanged: plan.unchanged,
    skipped: plan.skipped,
    errorCount: problems.length,
    errors: problems.slice(0, errorsShown),
  };
}

async function planImport(tx: Tx, deps: OutletDeps, lines: readonly OutletLine[], updateExisting: boolean): Promise<Plan> {
  const codes = lines.map(({ code }) => code);
  const known = new Map((await findOutletsByCodes(tx, codes)).map((outlet) => [outlet.code.toLowerCase(), outlet]));
  const plan = { fresh: [] as Plan['fresh'], changed: [] as Plan['changed'], unchanged: 0, skipped: 0 };
  for (const line of lines) {
    const outlet = known.get(line.code.toLowerCase());
    if (!outlet) plan.fresh.push({ id: newId('outlet', deps.clock.now().getTime()), ...fieldsOf(line, deps.defaultTimeZone) });
    else if (!updateExisting) plan.skipped += 1;
    else if (isSame(outlet, line)) plan.unchanged += 1;
    else plan.changed.push({ ...outlet, ...written(line) });
  }
  return plan;
}

function fieldsOf(line: OutletLine, defaultTimeZone: string): OutletFields {
  const { code, name = '', picName = '', picContact = '', groupName = '', timeZone = '' } = line;
  return { code, name, picName, picContact, groupName, timeZone: timeZone || defaultTimeZone };
}

/** What the line says about an outlet that is there: columns that the file lacks, and an empty time zone, change nothing. */
function written({ line: _line, timeZone, ...fields }: OutletLine): Partial<OutletFields> {
  return timeZone ? { ...fields, timeZone } : fields;
}

function isSame(outlet: OutletRow, line: OutletLine): boolean {
  const before: Partial<Record<string, unknown>> = { ...outlet };
  return Object.entries(written(line)).every(([field, value]) => before[field] === value);
}

async function write(tx: Tx, deps: OutletDeps, { tenantId, actor }: { tenantId: string; actor: Actor }, plan: Plan): Promise<void> {
  const { fresh, changed } = plan;
  if (fresh.length === 0 && changed.length === 0) return;
  if (fresh.length > 0) await insertOutlets(tx, tenantId, fresh);
  if (changed.length > 0 && (await updateOutlets(tx, changed)) !== changed.length)
    throw new HubError('CONFLICT', { message: 'Somebody changed one of these outlets at this moment; try again' });
  await announce(tx, deps.clock, tenantId, { topic: 'outlet', id: '', what: 'imported' });
  await recordAudit(tx, deps.clock, tenantId, {
    actor,
    action: 'outlet.imported',
    subject: { kind: 'outlet', id: '' },
    detail: { created: fresh.length, updated: changed.length },
  });
}
