import type { LabelContent } from './label-layout.ts';

/** The same label in the language of Zebra printers, 203 dpi, for the markets that offer it. */
export function renderLabelZpl(content: LabelContent): string {
  const field = (x: number, y: number, size: number, words: string): string => `^FO${x},${y}^A0N,${size},${size}^FH^FD${escaped(words)}^FS`;
  return [
    '^XA^CI28^PW812^LL1218',
    field(40, 40, 56, content.carrier),
    `^FO120,140^BY3^BCN,160,Y,N,N^FD${content.trackingNumber}^FS`,
    field(40, 400, 34, `${content.recipient.name} ${content.recipient.phone}`),
    ...content.recipient.lines.map((line, index) => field(40, 445 + index * 34, 26, line)),
    field(40, 640, 24, `${content.sender.name} ${content.sender.phone}`),
    field(40, 700, 24, `Order ${content.orderIds.join(', ')}`),
    `^FO580,700^BQN,2,6^FDMA,${content.trackingNumber}^FS`,
    '^XZ',
  ].join('\n');
}

/** Caret, tilde and underscore steer the printer, so they travel as hex. */
function escaped(words: string): string {
  return words.replaceAll(/[\^~_]/g, (character) => `_${character.charCodeAt(0).toString(16)}`);
}
