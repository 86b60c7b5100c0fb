import { randomBytes } from 'node:crypto';

let lastMs = 0;
let sequence = 0;

/**
 * A UUID (version 7) that is greater than every one made before it in this process. Jobs of one transaction share their creation
 * time, so the order of ids is what keeps them in order.
 */
export function nextJobId(nowMs: number = Date.now()): string {
  sequence = nowMs > lastMs ? 0 : sequence + 1;
  lastMs = Math.max(lastMs, nowMs);
  const time = lastMs.toString(16).padStart(12, '0');
  const count = sequence.toString(16).padStart(7, '0');
  const random = randomBytes(6).toString('hex');
  // After the time: version digit and 3 digits of the count, variant digit and 3 more; 16,777,216 ids in one millisecond.
  return `${time.slice(0, 8)}-${time.slice(8)}-7${count.slice(1, 4)}-8${count.slice(4)}-${random}`;
}
