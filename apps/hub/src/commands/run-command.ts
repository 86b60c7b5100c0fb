import { EmbeddedPostgresError } from '@shopfleet/db';
import { HubError } from '@shopfleet/kernel';
import { wordsOf } from '../doctor/finding.ts';

/** What went wrong with a command and a person can put right: told in its words, without a stack. */
export class CommandError extends Error {}

/** Runs a command; a foreseen refusal becomes one plain message and exit code 1. */
export async function runCommand(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const isForeseen = error instanceof CommandError || error instanceof HubError || error instanceof EmbeddedPostgresError;
    if (!isForeseen && !isConnectionFailure(error)) throw error;
    console.error(isForeseen ? error.message : `The database cannot be reached: ${wordsOf(error)}. Check DATABASE_URL`);
    process.exitCode = 1;
  }
}

const unreachable = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EHOSTUNREACH', 'ETIMEDOUT', '28P01', '28000', '3D000', '57P03']);

function isConnectionFailure(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isConnectionFailure);
  return error instanceof Error && 'code' in error && unreachable.has(String(error.code));
}
