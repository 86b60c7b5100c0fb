/**
 * The tamper-evident trail of what people and settings changed. Lowest module of the domain: everybody records, nobody edits.
 * Each entry's hash covers its content and the hash before it; the head keeps a cut-off tail from going unseen.
 */

export { type AuditRow, listAuditEntries } from './audit-store.ts';
export { type Actor, type AuditFact, auditHash, firstPreviousHash, recordAudit, systemActor } from './record-audit.ts';
export { type AuditVerdict, verifyAudit } from './verify-audit.ts';
