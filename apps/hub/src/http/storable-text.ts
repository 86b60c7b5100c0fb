import { type FieldProblem, HubError } from '@shopfleet/kernel';

/** PostgreSQL keeps neither U+0000 nor half a surrogate pair; no person types them. Names every field that holds one. */
export function refuseUnstorableText(input: unknown): void {
  const fields = [...findUnstorable(input, [])];
  if (fields.length > 0) throw new HubError('INVALID_REQUEST', { fields });
}

function* findUnstorable(value: unknown, path: readonly string[]): Generator<FieldProblem> {
  if (typeof value === 'string') {
    if (value.includes('\0') || !value.isWellFormed()) {
      yield { path: path.join('.'), code: 'invalid_characters', message: 'holds a character that is no text' };
    }
    return;
  }
  if (typeof value !== 'object' || value === null || value instanceof Blob) return;
  for (const [key, item] of Object.entries(value)) {
    yield* findUnstorable(key, [...path, 'key']);
    yield* findUnstorable(item, [...path, key]);
  }
}
