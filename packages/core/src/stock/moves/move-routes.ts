import { stockRoutes } from '@shopfleet/contracts';
import type { Database, Tx } from '@shopfleet/db';
import { newId } from '@shopfleet/kernel';
import { recordAudit } from '../../audit/index.ts';
import { type Caller, callerOf, csvHeaders, csvLines, decodeCursor, type HubApp, textStream, toPage } from '../../edge/index.ts';
import { viewLevels } from '../locations/list-levels.ts';
import { countStock, transferStock } from '../move-stock.ts';
import type { StockDeps } from '../stock-deps.ts';
import { takeCountSheet } from './count-sheet.ts';
import { type LedgerFilter, listLedgerRows, toLedgerEntry } from './movement-store.ts';
import { undoMovement } from './undo-movement.ts';

type Deps = StockDeps & { readonly db: Database };

/** Levels by location, movements by hand, and the ledger. */
export function registerMoveRoutes(app: HubApp, deps: Deps): void {
  /** Moves stock of a SKU, writes it down, and answers its levels as they are then. */
  const move = ({ tenantId, actor }: Caller, skuId: string, action: string, detail: object, act: (tx: Tx) => Promise<unknown>) =>
    deps.db.asTenant(tenantId, async (tx) => {
      await act(tx);
      await recordAudit(tx, deps.clock, tenantId, { actor, action, subject: { kind: 'sku', id: skuId }, detail: { ...detail } });
      return viewLevels(tx, deps.clock, tenantId, skuId);
    });
  app.openapi(stockRoutes.listLevels, async (c) => {
    const { tenantId } = callerOf(c);
    const { skuId } = c.req.valid('param');
    return c.json(await deps.db.asTenant(tenantId, (tx) => viewLevels(tx, deps.clock, tenantId, skuId)), 200);
  });
  app.openapi(stockRoutes.transferStock, async (c) => {
    const caller = callerOf(c);
    const { skuId } = c.req.valid('param');
    const body = c.req.valid('json');
    const id = newId('stockMovement', deps.clock.now().getTime());
    const transfer = (tx: Tx) => transferStock(tx, deps, { ...body, id, skuId, tenantId: caller.tenantId, actor: nameOf(caller) });
    return c.json(await move(caller, skuId, 'stock.transferred', body, transfer), 200);
  });
  app.openapi(stockRoutes.countStock, async (c) => {
    const caller = callerOf(c);
    const { skuId } = c.req.valid('param');
    const body = c.req.valid('json');
    const count = (tx: Tx) => countStock(tx, deps, { ...body, skuId, tenantId: caller.tenantId, actor: nameOf(caller) });
    return c.json(await move(caller, skuId, 'stock.counted', body, count), 200);
  });
  app.openapi(stockRoutes.countSheet, async (c) => {
    const caller = callerOf(c);
    const { tenantId, actor } = caller;
    const sheet = c.req.valid('json');
    const results = await takeCountSheet(deps, { ...sheet, tenantId, actor: nameOf(caller) });
    const done = results.filter((one) => one.isDone);
    const unchanged = done.filter((one) => one.before === one.after).length;
    const answer = { results, done: done.length, unchanged, rejected: results.length - done.length };
    await deps.db.asTenant(tenantId, (tx) =>
      recordAudit(tx, deps.clock, tenantId, {
        actor,
        action: 'stock.sheet-counted',
        subject: { kind: 'location', id: sheet.locationId ?? 'default' },
        detail: { lines: results.length, done: answer.done, rejected: answer.rejected, reason: sheet.reason },
      }),
    );
    return c.json(answer, 200);
  });
  app.openapi(stockRoutes.listLedger, async (c) => {
    const { tenantId } = callerOf(c);
    const { limit, cursor, format, ...filter } = c.req.valid('query');
    if (format === 'csv') return c.body(textStream(ledgerCsv(deps, tenantId, filter)), 200, csvHeaders('stock-movements.csv'));
    const before = cursor === undefined ? undefined : String(decodeCursor(cursor, 1)[0]);
    const rows = await deps.db.asTenant(tenantId, (tx) => listLedgerRows(tx, { tenantId, filter, before, limit }));
    return c.json(
      toPage(rows, limit, toLedgerEntry, (row) => [row.id]),
      200,
    );
  });
  app.openapi(stockRoutes.undoMovement, async (c) => {
    const caller = callerOf(c);
    const { tenantId, actor } = caller;
    const { movementId } = c.req.valid('param');
    const rows = await deps.db.asTenant(tenantId, async (tx) => {
      const undone = await undoMovement(tx, deps, { tenantId, movementId, actor: nameOf(caller) });
      await recordAudit(tx, deps.clock, tenantId, { actor, action: 'stock.undone', subject: { kind: 'stock-movement', id: movementId } });
      return undone;
    });
    return c.json({ items: rows.map(toLedgerEntry) }, 200);
  });
}

const nameOf = ({ actor }: Caller): string => `${actor.kind}:${actor.id}`;

const csvPage = 1_000;
const csvHeading = ['at', 'sku', 'name', 'location', 'kind', 'quantity', 'by', 'reason', 'cause', 'cause_id', 'movement_id'];

async function* ledgerCsv(deps: Deps, tenantId: string, filter: LedgerFilter): AsyncGenerator<string, void> {
  yield csvLines([csvHeading]);
  for (let before: string | undefined; ; ) {
    const rows = await deps.db.asTenant(tenantId, (tx) => listLedgerRows(tx, { tenantId, filter, before, limit: csvPage }));
    const page = rows.slice(0, csvPage).map(toLedgerEntry);
    if (page.length > 0) {
      yield csvLines(
        page.map((one) => [
          one.at,
          one.skuCode,
          one.skuName,
          one.locationName,
          one.kind,
          one.quantity,
          one.actor,
          one.reason,
          one.causeKind,
          one.causeId,
          one.id,
        ]),
      );
    }
    if (rows.length <= csvPage) return;
    before = page.at(-1)?.id;
  }
}
