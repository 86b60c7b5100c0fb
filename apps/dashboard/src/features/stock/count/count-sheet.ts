/** One line of a sheet: what was counted of a code; `counted` is what was typed, and may be unfinished. */
export interface CountLine {
  readonly code: string;
  readonly counted: string;
}

const storageKey = 'shopfleet.count-sheet';
export const mostLines = 2_000;

/** A code that was scanned: a new line with one unit on top, or one unit more on its line. */
export function scan(lines: readonly CountLine[], code: string): CountLine[] {
  const found = lines.find((line) => sameCode(line.code, code));
  const counted = found && isCounted(found.counted) ? String(Number(found.counted) + 1) : '1';
  return [{ code: found?.code ?? code.trim(), counted }, ...lines.filter((line) => line !== found)];
}

/** Lines of a pasted list (`code, units`, with a comma, semicolon or tab between) laid over those that are there; later ones win. */
export function pasteLines(lines: readonly CountLine[], text: string): { lines: CountLine[]; refused: string[] } {
  const next = [...lines];
  const refused: string[] = [];
  for (const row of text.split(/\r?\n/)) {
    if (row.trim() === '') continue;
    const [, code, counted] = /^\s*"?(.+?)"?\s*[,;\t]\s*"?(\d{1,8})"?\s*$/.exec(row) ?? [];
    if (code === undefined || counted === undefined) {
      refused.push(row.trim());
      continue;
    }
    const at = next.findIndex((line) => sameCode(line.code, code));
    if (at === -1) next.push({ code, counted });
    else next[at] = { code: next[at]?.code ?? code, counted };
  }
  return { lines: next, refused };
}

export const isCounted = (counted: string): boolean => /^\d{1,8}$/.test(counted.trim()) && Number(counted) <= 10_000_000;

const sameCode = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();

/** The sheet that was left on this device; a closed page loses no count. */
export function keptSheet(storage: Pick<Storage, 'getItem'>): CountLine[] {
  try {
    const kept: unknown = JSON.parse(storage.getItem(storageKey) ?? '[]');
    return Array.isArray(kept) ? kept.filter(isLine).slice(0, mostLines) : [];
  } catch {
    // What cannot be read was not written by this page.
    return [];
  }
}

export function keepSheet(storage: Pick<Storage, 'setItem'>, lines: readonly CountLine[]): void {
  storage.setItem(storageKey, JSON.stringify(lines));
}

function isLine(value: unknown): value is CountLine {
  return (
    typeof value === 'object' &&
    value !== null &&
    'code' in value &&
    typeof value.code === 'string' &&
    'counted' in value &&
    typeof value.counted === 'string'
  );
}
