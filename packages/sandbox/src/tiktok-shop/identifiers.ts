/** Shapes as seen in the vendor's samples. They are no contract there, so nothing should rest on the prefixes. */
const shapes = {
  order: { prefix: '57', digits: 18 },
  line: { prefix: '57', digits: 18 },
  buyer: { prefix: '702', digits: 19 },
  package: { prefix: '115', digits: 19 },
  product: { prefix: '1729', digits: 19 },
  cancellation: { prefix: '4035', digits: 19 },
  notification: { prefix: '76', digits: 19 },
} as const;

export type IdentifierKind = keyof typeof shapes;

const runDigits = 6;

/** Makes ids that differ between runs (through `run`) and within one (through the counter). */
export class Identifiers {
  run: number;
  count: number;

  constructor(run: number) {
    this.run = run % 10 ** runDigits;
    this.count = 0;
  }

  next(kind: IdentifierKind): string {
    this.count += 1;
    const { prefix, digits } = shapes[kind];
    const rest = digits - prefix.length - runDigits;
    return `${prefix}${String(this.run).padStart(runDigits, '0')}${String(this.count).padStart(rest, '0')}`;
  }
}
