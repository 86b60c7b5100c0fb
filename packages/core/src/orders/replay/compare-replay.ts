import type { Replayed } from './replay-states.ts';

export interface Difference {
  /** A column of the order, or `line <id> <column>`. */
  readonly field: string;
  /** JSON of what the database shows. */
  readonly stored: string;
  /** JSON of what the states lead to. */
  readonly replayed: string;
}

type Columns = Readonly<Record<string, unknown>>;

/** What the database shows, as JSON by column. */
export interface StoredOrder {
  readonly order: Columns;
  readonly lines: ReadonlyMap<string, Columns>;
}

/** Every difference between an order of the database and what its states lead to, but for the columns `without`. */
export function compareReplay(stored: StoredOrder, replayed: Replayed, without: ReadonlySet<string>): Difference[] {
  const expected = { ...replayed.row, hand_status: replayed.handStatus };
  const ids = [...new Set([...stored.lines.keys(), ...replayed.lines.keys()])].sort();
  return [
    ...compareColumns('', stored.order, expected, without),
    ...ids.flatMap((id) => {
      const [ours, theirs] = [stored.lines.get(id), replayed.lines.get(id)];
      if (ours && theirs) return compareColumns(`line ${id} `, ours, { ...theirs }, without);
      return [{ field: `line ${id}`, stored: canonical(ours ? 'there' : null), replayed: canonical(theirs ? 'there' : null) }];
    }),
  ];
}

function compareColumns(prefix: string, stored: Columns, expected: Columns, without: ReadonlySet<string>): Difference[] {
  return Object.entries(expected).flatMap(([name, value]) => {
    if (without.has(name)) return [];
    const [ours, theirs] = [canonical(sameInstant(name, stored[name])), canonical(sameInstant(name, value))];
    return ours === theirs ? [] : [{ field: `${prefix}${name}`, stored: ours, replayed: theirs }];
  });
}

function sameInstant(name: string, value: unknown): unknown {
  return name.endsWith('_at') && typeof value === 'string' ? new Date(value).toISOString() : value;
}

/** JSON with sorted keys: the database has an order of its own. */
function canonical(value: unknown): string {
  return JSON.stringify(value ?? null, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
