import type { Tx } from '@shopfleet/db';
import { type AuditRow, readChain, readChainEnd } from './audit-store.ts';
import { auditHash, firstPreviousHash } from './record-audit.ts';

export interface AuditVerdict {
  readonly isIntact: boolean;
  readonly entries: number;
  /** The first number whose entry was changed, removed, inserted or moved. */
  readonly firstBadNumber: number | null;
}

const pageSize = 1_000;

/** Recomputes the tenant's whole chain and compares its end with the head. Entries that are being written meanwhile are left out. */
export async function verifyAudit(tx: Tx): Promise<AuditVerdict> {
  const end = await readChainEnd(tx);
  let last = { number: 0, hash: firstPreviousHash };
  const broken = (firstBadNumber: number) => ({ isIntact: false, entries: end.number, firstBadNumber });
  while (last.number < end.number) {
    const rows = await readChain(tx, last.number, end.number, pageSize);
    if (rows.length === 0) return broken(last.number + 1);
    for (const row of rows) {
      if (!follows(row, last)) return broken(last.number + 1);
      last = { number: Number(row.number), hash: row.hash };
    }
  }
  if (last.hash !== (end.hash ?? firstPreviousHash)) return broken(Math.max(last.number, 1));
  return end.newest > end.number ? broken(end.number + 1) : { isIntact: true, entries: end.number, firstBadNumber: null };
}

function follows(row: AuditRow, last: { number: number; hash: string }): boolean {
  const number = Number(row.number);
  if (number !== last.number + 1 || row.previous_hash !== last.hash) return false;
  const fact = {
    actor: { kind: row.actor_kind, id: row.actor_id },
    action: row.action,
    subject: { kind: row.subject_kind, id: row.subject_id },
    detail: row.detail,
  };
  return auditHash({ previousHash: last.hash, number, at: new Date(row.at), fact }) === row.hash;
}
