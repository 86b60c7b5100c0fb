import type { printingRoutes } from '@shopfleet/contracts';
import type { z } from 'zod';
import type { PrintJobState } from './print-job-state.ts';

export type DocumentKind = 'label' | 'test-page' | 'document';
export type SourceFormat = 'application/pdf' | 'application/vnd.zebra-zpl' | 'image/png';

/** A row of `print_job`, with the name of its printer; instants as the database writes them. */
export type PrintJobRow = {
  tenant_id: string;
  id: string;
  state: PrintJobState;
  document_kind: DocumentKind;
  label_id: string | null;
  package_id: string | null;
  order_id: string | null;
  title: string;
  source_sha256: string;
  source_format: SourceFormat;
  expected_barcode: string;
  copies: number;
  priority: number;
  printer_id: string;
  printer_name: string;
  is_paused: boolean;
  is_cancel_requested: boolean;
  fence: number;
  dedupe_key: string;
  reprint_of: string | null;
  reprint_reason: string;
  requested_by: string;
  problem: string;
  expires_at: string;
  created_at: string;
  received_at: string | null;
  spooled_at: string | null;
  finished_at: string | null;
};

export type PrintJobView = z.infer<typeof printingRoutes.printJobSchema>;

/** The instant that PostgreSQL wrote, as the wire wants it. */
export const instant = (text: string): string => new Date(text).toISOString();
export const instantOrNull = (text: string | null): string | null => (text === null ? null : instant(text));

/** A job as the API shows it. */
export const viewPrintJob = (row: PrintJobRow): PrintJobView => ({
  id: row.id,
  state: row.state,
  title: row.title,
  documentKind: row.document_kind,
  orderId: row.order_id,
  packageId: row.package_id,
  printerId: row.printer_id,
  printerName: row.printer_name,
  copies: row.copies,
  priority: row.priority,
  isPaused: row.is_paused,
  attempts: row.fence,
  problem: row.problem,
  requestedBy: row.requested_by,
  reprintOf: row.reprint_of,
  reprintReason: row.reprint_reason,
  sha256: row.source_sha256,
  createdAt: instant(row.created_at),
  expiresAt: instant(row.expires_at),
  receivedAt: instantOrNull(row.received_at),
  spooledAt: instantOrNull(row.spooled_at),
  finishedAt: instantOrNull(row.finished_at),
  durationMs: row.finished_at === null ? null : Math.max(0, Date.parse(instant(row.finished_at)) - Date.parse(instant(row.created_at))),
});
