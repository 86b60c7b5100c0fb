/** An answer that is no success. Decide on status and code: the texts are partly the sandbox's own. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly details: string;

  constructor(status: number, code: string, message: string, details = '') {
    super(message);
    this.status = status;
    this.code = code;
    this.details = details;
  }
}

export const invalid = (message: string, details = ''): Refusal => new Refusal(400, 'InvalidInput', message, details);
export const notFound = (message: string): Refusal => new Refusal(404, 'NotFound', message);
export const denied = (details = ''): Refusal => new Refusal(403, 'Unauthorized', 'Access to requested resource is denied.', details);
export const overQuota = (): Refusal => new Refusal(429, 'QuotaExceeded', 'You exceeded your quota for the requested resource.');
