/** A list in the envelope. */
export function listAnswer<T>(data: T[]): { success: true; data: T[]; count: number } {
  return { success: true, data, count: data.length };
}
