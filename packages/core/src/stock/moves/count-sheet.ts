import type { Database } from '@shopfleet/db';
import { HubError } from '@shopfleet/kernel';
import { sql } from 'drizzle-orm';
import { countStock } from '../move-stock.ts';
import type { StockDeps } from '../stock-deps.ts';

export interface CountSheet {
  readonly tenantId: string;
  readonly locationId?: string | undefined;
  readonly reason: string;
  readonly actor: string;
  readonly lines: readonly { readonly code: string; readonly counted: number }[];
}

export interface CountResult {
  readonly line: number;
  readonly code: string;
  readonly skuId: string | null;
  readonly isDone: boolean;
  readonly before: number | null;
  readonly after: number | null;
  readonly message: string;
}

/** Takes over a count of many SKUs, each in a transaction of its own: one that fails does not stop the others, and says why. */
export async function takeCountSheet(deps: StockDeps & { readonly db: Database }, sheet: CountSheet): Promise<CountResult[]> {
  const { tenantId, lines } = sheet;
  const ids = await deps.db.asTenant(tenantId, async (tx) => {
    const codes = [...new Set(lines.map(({ code }) => code))];
    const { rows } = await tx.execute<{ id: string; code: string }>(
      sql`select id, code from sku where tenant_id = ${tenantId} and code = any(${sql.param(codes)}::text[])`,
    );
    return new Map(rows.map((row) => [row.code, row.id]));
  });
  const seen = new Set<string>();
  const results: CountResult[] = [];
  for (const [line, { code, counted }] of lines.entries()) {
    const skuId = ids.get(code) ?? null;
    const refused = (message: string): CountResult => ({ line, code, skuId, isDone: false, before: null, after: null, message });
    if (skuId === null) results.push(refused('There is no SKU with this code'));
    else if (seen.has(skuId)) results.push(refused('This SKU is on the sheet twice: only its first line counts'));
    else results.push(await countLine(deps, { ...sheet, skuId, counted }, { line, code }, refused));
    if (skuId !== null) seen.add(skuId);
  }
  return results;
}

async function countLine(
  deps: StockDeps & { readonly db: Database },
  count: Omit<CountSheet, 'lines'> & { skuId: string; counted: number },
  { line, code }: { line: number; code: string },
  refused: (message: string) => CountResult,
): Promise<CountResult> {
  try {
    const { before } = await deps.db.asTenant(count.tenantId, (tx) => countStock(tx, deps, count));
    return { line, code, skuId: count.skuId, isDone: true, before, after: count.counted, message: '' };
  } catch (error) {
    if (error instanceof HubError) return refused(error.message);
    throw error;
  }
}
