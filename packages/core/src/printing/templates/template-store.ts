import type { MediaProfile, printingRoutes } from '@shopfleet/contracts';
import type { Tx } from '@shopfleet/db';
import { sql } from 'drizzle-orm';
import type { z } from 'zod';
import { instant } from '../queue/print-job-row.ts';

/** An image as it was drawn anew; `bytes` counts them. */
export interface StoredImage {
  readonly sha256: string;
  readonly format: string;
  readonly width: number;
  readonly height: number;
  readonly bytes: number;
}

export type TemplateRow = { id: string; name: string; kind: string; version: number; media: MediaProfile; updated_at: string };
export type TemplateView = z.infer<typeof printingRoutes.templateSchema>;

const testPageMedia = { widthMm: 100, heightMm: 150, gapMm: 2, dpi: 203, language: 'pdf' } as const satisfies MediaProfile;

/** The tenant's templates; the test page, which the hub brings along, is always there. */
export async function listTemplates(tx: Tx, tenantId: string): Promise<TemplateRow[]> {
  await tx.execute(sql`
    insert into template (tenant_id, id, name, kind, media)
    values (${tenantId}, ${`tpl_test_page`}, 'Test page', 'test-page', ${JSON.stringify(testPageMedia)}::jsonb) on conflict do nothing`);
  return (await tx.execute<TemplateRow>(sql`select * from template order by name, id`)).rows;
}

export async function insertTemplateImage(tx: Tx, image: StoredImage & { tenantId: string; uploadedBy: string }): Promise<void> {
  await tx.execute(sql`
    insert into template_image (tenant_id, sha256, format, width, height, bytes, uploaded_by)
    values (${image.tenantId}, ${image.sha256}, ${image.format}, ${image.width}, ${image.height}, ${image.bytes}, ${image.uploadedBy})
    on conflict do nothing`);
}

export async function hasTemplateImage(tx: Tx, sha256: string): Promise<boolean> {
  return (await tx.execute(sql`select 1 from template_image where sha256 = ${sha256}`)).rows.length > 0;
}

export const viewTemplate = ({ updated_at, ...row }: TemplateRow): TemplateView => ({
  id: row.id,
  name: row.name,
  kind: row.kind,
  version: row.version,
  media: row.media,
  updatedAt: instant(updated_at),
});
