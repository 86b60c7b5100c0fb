/** What the database stores for a job, around the payload of its kind. */
export interface JobEnvelope {
  /** Empty for work of the whole system. */
  readonly tenantId: string;
  readonly data: unknown;
}

/** Reads a stored envelope; throws when the row was not written by us. */
export function readEnvelope(stored: unknown): JobEnvelope {
  if (typeof stored !== 'object' || stored === null || !('tenantId' in stored) || typeof stored.tenantId !== 'string') {
    throw new Error('The stored job has no tenantId');
  }
  return { tenantId: stored.tenantId, data: 'data' in stored ? stored.data : undefined };
}

/** The group that fairness counts by: the tenant, or the system as one more. */
export function groupOf(tenantId: string): string {
  return tenantId === '' ? 'system' : tenantId;
}
