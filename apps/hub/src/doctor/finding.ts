/** What one check found. `todo` says what a person does about it. */
export interface Finding {
  readonly what: string;
  readonly state: 'ok' | 'warning' | 'failed';
  readonly detail: string;
  readonly todo?: string;
}

export const ok = (what: string, detail: string): Finding => ({ what, state: 'ok', detail });
export const warning = (what: string, detail: string, todo: string): Finding => ({ what, state: 'warning', detail, todo });
export const failed = (what: string, detail: string, todo: string): Finding => ({ what, state: 'failed', detail, todo });

/** Runs a check; one that throws is a finding too. */
export async function attempt(what: string, todo: string, check: () => Promise<Finding>): Promise<Finding> {
  try {
    return await check();
  } catch (error) {
    return failed(what, wordsOf(error), todo);
  }
}

/** The words of any error; several at once, as a refused connection to a name with two addresses has, become one line. */
export function wordsOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(wordsOf).join(', ');
  return error instanceof Error ? error.message : String(error);
}
