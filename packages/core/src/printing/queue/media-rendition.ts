import type { MediaProfile } from '@shopfleet/contracts';
import type { Tx } from '@shopfleet/db';
import { crashPoint } from '@shopfleet/kernel';
import { sql } from 'drizzle-orm';
import type { PrintingDeps } from '../printing-deps.ts';
import type { SourceFormat } from './print-job-row.ts';

export interface Rendition {
  readonly sha256: string;
  readonly format: string;
  readonly bytes: number;
}

/** The document that a rendition is made of. */
export interface RenditionSource {
  readonly labelId: string | null;
  readonly sha256: string;
  readonly format: SourceFormat;
  readonly expectedBarcode: string;
}

/** Printers with equal keys get the same bytes. */
export const mediaKey = ({ widthMm, heightMm, dpi, language }: MediaProfile): string => `${widthMm}x${heightMm}mm@${dpi}/${language}`;
const sourceKey = ({ labelId, sha256 }: RenditionSource): string => labelId ?? `document:${sha256}`;

export async function findRendition(tx: Tx, source: RenditionSource, media: MediaProfile): Promise<Rendition | undefined> {
  const found = await tx.execute<{ sha256: string; format: string; bytes: number }>(sql`
    select sha256, format, bytes from label_rendition where label_id = ${sourceKey(source)} and media_key = ${mediaKey(media)}`);
  return found.rows[0];
}

/**
 * The document, converted for this media: once, whoever asks first. Throws `UNREADABLE_DOCUMENT` when it is damaged or its barcode
 * cannot be read on the result.
 */
export async function ensureRendition(
  deps: Pick<PrintingDeps, 'db' | 'files' | 'labels'>,
  tenantId: string,
  source: RenditionSource,
  media: MediaProfile,
): Promise<Rendition> {
  const known = await deps.db.asTenant(tenantId, (tx) => findRendition(tx, source, media));
  if (known) return known;
  const converted = await deps.labels.convertLabel({
    bytes: await deps.files.get(source.sha256, { verify: true }),
    format: source.format,
    media,
    ...(source.expectedBarcode === '' ? {} : { expect: source.expectedBarcode }),
  });
  const sha256 = await deps.files.put(converted.bytes);
  crashPoint('printing.after-convert-before-save');
  const rendition = { sha256, format: converted.format, bytes: converted.bytes.length };
  const barcodes = sql.param([...converted.barcodes].map(storable));
  const warnings = sql.param([...converted.warnings].map(storable));
  await deps.db.asTenant(tenantId, (tx) =>
    tx.execute(sql`
      insert into label_rendition (tenant_id, label_id, media_key, format, sha256, bytes, barcodes, warnings)
      values (${tenantId}, ${sourceKey(source)}, ${mediaKey(media)}, ${rendition.format}, ${sha256}, ${rendition.bytes},
        ${barcodes}::text[], ${warnings}::text[])
      on conflict do nothing`),
  );
  return rendition;
}

/** A barcode may hold any byte; PostgreSQL's text may not hold NUL. */
const storable = (text: string) => text.replaceAll('\0', '\ufffd').toWellFormed();
