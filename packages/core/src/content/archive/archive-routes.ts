import { contentRunRoutes } from '@shopfleet/contracts';
import type { Database } from '@shopfleet/db';
import { HubError } from '@shopfleet/kernel';
import { callerOf, type HubApp } from '../../edge/index.ts';
import type { BlobStore } from '../../files/index.ts';
import { findArchive, listArchives } from './archive-row.ts';

/** The files of days that are no longer kept, and each of them. */
export function registerArchiveRoutes(app: HubApp, deps: { db: Database; files: Pick<BlobStore, 'get'> }): void {
  app.openapi(contentRunRoutes.listContentArchives, async (c) => {
    const items = await deps.db.asTenant(callerOf(c).tenantId, listArchives);
    return c.json({ items }, 200);
  });
  app.openapi(contentRunRoutes.getContentArchive, async (c) => {
    const file = c.req.valid('param');
    const sha256 = await deps.db.asTenant(callerOf(c).tenantId, (tx) => findArchive(tx, file));
    if (sha256 === undefined) throw new HubError('NOT_FOUND', { message: 'There is no such file' });
    const bytes = await deps.files.get(sha256, { verify: true });
    return c.body(new Uint8Array(bytes), 200, {
      'content-type': 'application/gzip',
      'content-disposition': `attachment; filename="content-${file.kind}-${file.month}-${file.part}.csv.gz"`,
    });
  });
}
