import { shopRoutes } from '@shopfleet/contracts';
import type { Tx } from '@shopfleet/db';
import type { Clock } from '@shopfleet/kernel';
import { sql } from 'drizzle-orm';
import { z } from 'zod';

export const streams = shopRoutes.syncStreams;
export type Stream = (typeof streams)[number];

const positionSchema = z.object({
  /** Everything that changed at the marketplace before this instant is here. */
  until: z.iso.datetime().optional(),
  /** When the stream was read last, and how it went. */
  lastRunAt: z.iso.datetime().optional(),
  lastStatus: z.string().default(''),
  /** When everything was read last, not only what had changed. */
  fullAt: z.iso.datetime().optional(),
});
export type CursorPosition = z.infer<typeof positionSchema>;

export async function readCursor(tx: Tx, shopId: string, stream: Stream): Promise<CursorPosition> {
  const { rows } = await tx.execute<{ position: unknown }>(
    sql`select position from sync_cursor where shop_id = ${shopId} and stream = ${stream}`,
  );
  return positionSchema.parse(rows[0]?.position ?? {});
}

/** Every cursor of the tenant: `shop stream` → position. */
export async function readCursors(tx: Tx): Promise<ReadonlyMap<string, CursorPosition>> {
  const { rows } = await tx.execute<{ shop_id: string; stream: string; position: unknown }>(
    sql`select shop_id, stream, position from sync_cursor`,
  );
  return new Map(rows.map((row) => [`${row.shop_id} ${row.stream}`, positionSchema.parse(row.position)]));
}

/** Changes the named parts of a cursor; `until` never goes back. Commit it with, or after, what it promises. */
export async function moveCursor(
  tx: Tx,
  clock: Clock,
  input: { tenantId: string; shopId: string; stream: Stream; position: Partial<CursorPosition> },
): Promise<void> {
  const position = JSON.stringify(input.position);
  await tx.execute(sql`
    insert into sync_cursor as c (tenant_id, shop_id, stream, position, updated_at)
    values (${input.tenantId}, ${input.shopId}, ${input.stream}, ${position}::jsonb, ${clock.now().toISOString()})
    on conflict (tenant_id, shop_id, stream) do update set updated_at = excluded.updated_at,
      position = c.position || excluded.position || jsonb_strip_nulls(jsonb_build_object('until',
        greatest(c.position->>'until', excluded.position->>'until')))`);
}
