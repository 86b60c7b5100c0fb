// Commands that put something on a label; a format without any of them only changes settings and prints nothing.
const drawing = /\^(FD|FV|GF|GB|GC|GD|GE|GS|XG|IM|IL|GFA)/;

/** How many labels a ZPL document makes: the quantity (`^PQ`) of every format that draws something. */
export function countLabels(zpl: string): number {
  const formats = zpl.match(/\^XA[\s\S]*?\^XZ/g) ?? [];
  const quantities = formats.map((format) => (drawing.test(format) ? Number(/\^PQ(\d+)/.exec(format)?.[1] ?? 1) : 0));
  return quantities.reduce((sum, quantity) => sum + quantity, 0);
}

/** Puts the job's name into the document as a ZPL comment, so that a capture of the line tells whose label it was. */
export function withJobComment(zpl: Buffer, jobName: string): Buffer {
  const start = zpl.indexOf('^XA');
  if (start < 0) return zpl;
  const afterStart = start + 3;
  return Buffer.concat([zpl.subarray(0, afterStart), Buffer.from(`^FX${jobName}:^FS`), zpl.subarray(afterStart)]);
}
