import { createHash } from 'node:crypto';
import type { PrintWork } from './printer-driver.ts';

/** Fixed, because a print server hides a job's name from everybody but the user who sent it. */
export const agentUserName = 'hub-agent';

const namespace = Buffer.from('8c1f5a3e6d0b4f12a7c99e5d2b417f60', 'hex');

/** The name of a job at the printer: `hub:<jobId>:<fence>`, from the second try of the same hand-over on with `.<attempt>`. */
export function jobNameOf({ printJobId, fence, attempt }: Pick<PrintWork, 'printJobId' | 'fence' | 'attempt'>): string {
  return attempt <= 1 ? `hub:${printJobId}:${fence}` : `hub:${printJobId}:${fence}.${attempt}`;
}

/** UUID version 5 (RFC 9562 section 5.5) of a job name, as a URN. */
export function jobUuidOf(jobName: string): string {
  const hash = createHash('sha1').update(namespace).update(jobName).digest().subarray(0, 16);
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x50, 6);
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = hash.toString('hex');
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
