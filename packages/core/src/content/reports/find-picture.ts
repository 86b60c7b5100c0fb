import type { Tx } from '@shopfleet/db';
import { sql } from 'drizzle-orm';

/** Whether a stored picture belongs to a video or an account of the organisation: files are kept by their hash, for all together. */
export async function isOwnPicture(tx: Tx, tenantId: string, sha256: string): Promise<boolean> {
  const { rows } = await tx.execute<{ own: boolean }>(sql`
    select exists (select from content_video where tenant_id = ${tenantId} and cover_sha256 = ${sha256})
      or exists (select from content_account where tenant_id = ${tenantId} and avatar_sha256 = ${sha256}) as own`);
  return rows[0]?.own === true;
}
