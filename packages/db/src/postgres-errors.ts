interface PostgresError {
  readonly code: string;
  readonly constraint: string | undefined;
}

/** Finds the server's own error in a chain of causes (the query builder wraps it). */
function findPostgresError(error: unknown): PostgresError | undefined {
  for (let current = error, depth = 0; current instanceof Error && depth < 8; current = current.cause, depth++) {
    if ('code' in current && typeof current.code === 'string' && /^[0-9A-Z]{5}$/.test(current.code)) {
      const constraint = 'constraint' in current && typeof current.constraint === 'string' ? current.constraint : undefined;
      return { code: current.code, constraint };
    }
  }
  return undefined;
}

/** The five-character SQLSTATE of a failed statement, or undefined when the error did not come from the server. */
export function sqlState(error: unknown): string | undefined {
  return findPostgresError(error)?.code;
}

const violates = (error: unknown, state: string, constraint: string | undefined): boolean => {
  const found = findPostgresError(error);
  return found?.code === state && (constraint === undefined || found.constraint === constraint);
};

/** True when a row with this key exists already; with `constraint`, only for that constraint or unique index. */
export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  return violates(error, '23505', constraint);
}

/** True when a referenced row is missing, or a row is still referred to. */
export function isForeignKeyViolation(error: unknown, constraint?: string): boolean {
  return violates(error, '23503', constraint);
}

/** True when a CHECK refused the row. */
export function isCheckViolation(error: unknown, constraint?: string): boolean {
  return violates(error, '23514', constraint);
}

/** True for failures that a repeat of the same transaction usually cures: serialization failure and deadlock. */
export function isTransactionConflict(error: unknown): boolean {
  const state = sqlState(error);
  return state === '40001' || state === '40P01';
}
