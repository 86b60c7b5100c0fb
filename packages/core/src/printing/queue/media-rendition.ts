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

/** A rendition whose bytes are stored; `saveRendition` writes down that it is there. */
export interface MadeRendition extends Rendition {
  readonly barcodes: readonly string[];
  readonly warnings: readonly string[];
}

/** Converts the document for this media. Throws `UNREADABLE_DOCUMENT` when it is damaged or its barcode cannot be read on the result. */
export async function makeRendition(
  deps: Pick<PrintingDeps, 'files' | 'labels'>,
  source: Omit<RenditionSource, 'labelId'>,
  media: MediaProfile,
  sourceBytes?: Uint8Array,
): Promise<MadeRendition> {
  const { bytes, format, barcodes, warnings } = await deps.labels.convertLabel({
    bytes: sourceBytes ?? (await deps.files.get(source.sha256, { verify: true })),
    format: source.format,
    media,
    ...(source.expectedBarcode === '' ? {} : { expect: source.expectedBarcode }),
  });
  const sha256 = await deps.files.put(bytes);
  crashPoint('printing.after-convert-before-save');
  return { sha256, format, bytes: bytes.length, barcodes, warnings };
}

/** Whoever is first wins. */
export async function saveRendition(
  tx: Tx,
  tenantId: string,
  source: RenditionSource,
  media: MediaProfile,
  made: MadeRendition,
): Promise<void> {
  const texts = (list: readonly string[]) => sql`${sql.param(list.map(storable))}::text[]`;
  await tx.execute(sql`
    insert into label_rendition (tenant_id, label_id, media_key, format, sha256, bytes, barcodes, warnings)
    values (${tenantId}, ${sourceKey(source)}, ${mediaKey(media)}, ${made.format}, ${made.sha256}, ${made.bytes},
      ${texts(made.barcodes)}, ${texts(made.warnings)})
    on conflict do nothing`);
}

/** The document, converted for this media: once, whoever asks first. Throws as `makeRendition` does. */
export async function ensureRendition(
  deps: Pick<PrintingDeps, 'db' | 'files' | 'labels'>,
  tenantId: string,
  source: RenditionSource,
  media: MediaProfile,
): Promise<void> {
  const known = await deps.db.asTenant(tenantId, (tx) => findRendition(tx, source, media));
  if (known) return;
  const made = await makeRendition(deps, source, media);
  await deps.db.asTenant(tenantId, (tx) => saveRendition(tx, tenantId, source, media, made));
}

/** A barcode may hold any byte; PostgreSQL's text may not hold NUL. */
const storable = (text: string) => text.replaceAll('\0', '\ufffd').toWellFormed();
