/** An answer with a code other than 0. Decide on the code: the texts are the sandbox's own. */
export class Refusal extends Error {
  readonly code: number;
  readonly status: number;

  constructor(code: number, message: string, status = httpStatusOf(code)) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

const statuses: Readonly<Record<number, number>> = {
  36009002: 429,
  36009003: 500,
  36009004: 400,
  36009007: 504,
  36009009: 404,
  36009010: 405,
  36009014: 400,
  36009022: 400,
  36009023: 400,
  36009021: 413,
  98001004: 400,
  105002: 401,
  105005: 401,
  106001: 401,
  106013: 400,
};

function httpStatusOf(code: number): number {
  return statuses[code] ?? 200;
}

export const missing = (name: string): Refusal => new Refusal(36009004, `Required field '${name}' is missing or malformed`);
