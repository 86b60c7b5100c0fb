/** What a `Range` header asks of a body of `size` bytes. Only single ranges are served; anything odd gets the whole. */
export function byteRange(header: string | undefined, size: number): { from: number; to: number } | 'whole' | 'outside' {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '');
  if (!match || (match[1] === '' && match[2] === '')) return 'whole';
  const from = match[1] === '' ? Math.max(0, size - Number(match[2])) : Number(match[1]);
  const to = match[1] === '' || match[2] === '' ? size - 1 : Math.min(size - 1, Number(match[2]));
  return from >= size || from > to ? 'outside' : { from, to };
}
