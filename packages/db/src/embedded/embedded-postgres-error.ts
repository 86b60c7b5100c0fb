/** The embedded server cannot run here; the message says why and what to do, for the person at the keyboard. */
export class EmbeddedPostgresError extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'EmbeddedPostgresError';
  }
}

const explanations: readonly (readonly [pattern: RegExp, explanation: string])[] = [
  [/No space left on device|ENOSPC/, 'The disk is full. Free some space and start again; no saved data is lost.'],
  [/Disk quota exceeded|EDQUOT/, 'The disk quota is used up. Free some space and start again; no saved data is lost.'],
  [/Read-only file system|EROFS/, 'The disk is read-only.'],
  [
    /database files are incompatible with server|initialized by PostgreSQL version/,
    'The data was written by another major version of PostgreSQL.',
  ],
  [/lock file "postmaster.pid" already exists|pre-existing shared memory block/, 'Another PostgreSQL still runs on this directory.'],
  [/could not map anonymous shared memory|Cannot allocate memory/, 'There is not enough memory to start PostgreSQL.'],
  [/error while loading shared libraries|dyld: Library not loaded/, 'A system library that PostgreSQL needs is missing on this machine.'],
  [
    /Permission denied|EACCES|invalid permissions/,
    'The database user may not read or write a file it needs; check the owner of the directory.',
  ],
];

/** Turns the last lines that the server wrote into a sentence for people; the lines follow it. */
export function explainServerOutput(problem: string, directory: string, output: string): EmbeddedPostgresError {
  const explanation = explanations.find(([pattern]) => pattern.test(output))?.[1] ?? '';
  const lastLines = output.trim().split('\n').slice(-12).join('\n');
  return new EmbeddedPostgresError([`${problem} in ${directory}. ${explanation}`.trim(), lastLines].filter(Boolean).join('\n'));
}
