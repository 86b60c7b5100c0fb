import { unreadable } from './unreadable-document.ts';

/** ZPL's "alternative data compression" of ^GFA: hexadecimal with repeat counts. Source: ZPL II guide, ^GF and ~DG. */
const fillsWith = (digit: string): string => (digit === '0' ? ',' : '!');

function repeatCount(count: number): string {
  let text = 'z'.repeat(Math.floor(count / 400));
  const rest = count % 400;
  if (rest >= 20) text += String.fromCharCode(0x66 + Math.floor(rest / 20));
  if (rest % 20 > 0) text += String.fromCharCode(0x46 + (rest % 20));
  return text;
}

function compressRow(row: string): string {
  let text = '';
  for (let at = 0; at < row.length; ) {
    const digit = row.charAt(at);
    let end = at + 1;
    while (row.charAt(end) === digit) end++;
    if (end === row.length && (digit === '0' || digit === 'F')) return text + fillsWith(digit);
    text += (end - at > 1 ? repeatCount(end - at) : '') + digit;
    at = end;
  }
  return text;
}

export function compressRows(bytes: Uint8Array, bytesPerRow: number): string {
  const hex = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex').toUpperCase();
  let text = '';
  let previous = '';
  for (let at = 0; at < hex.length; at += bytesPerRow * 2) {
    const row = hex.slice(at, at + bytesPerRow * 2);
    text += row === previous ? ':' : compressRow(row);
    previous = row;
  }
  return text;
}

function countOf(code: string): number {
  if (code >= 'G' && code <= 'Y') return code.charCodeAt(0) - 0x46;
  return code >= 'g' && code <= 'z' ? (code.charCodeAt(0) - 0x66) * 20 : 0;
}

/** Reverse of `compressRows`; reads plain hexadecimal as well. Stops with an error past `byteLength` bytes. */
export function expandRows(text: string, bytesPerRow: number, byteLength: number): Uint8Array {
  const rowLength = bytesPerRow * 2;
  const rows: string[] = [];
  let row = '';
  let count = 0;
  const close = () => {
    if ((rows.length + 1) * bytesPerRow > byteLength)
      throw unreadable('A ZPL graphic holds more rows than it announces. Fetch the label again.');
    rows.push(row);
    row = '';
  };
  for (const code of text) {
    const digit = code.toUpperCase();
    if (countOf(code) > 0) count += countOf(code);
    else if (code === ',' || code === '!') row = row.padEnd(rowLength, code === ',' ? '0' : 'F');
    else if (code === ':') row = rows.at(-1) ?? '0'.repeat(rowLength);
    else if (/[0-9A-F]/.test(digit)) {
      row += digit.repeat(Math.min(Math.max(1, count), rowLength - row.length));
      count = 0;
    } else if (code.trim() !== '') throw unreadable(`A ZPL graphic holds the letter ${JSON.stringify(code)}, which has no meaning there.`);
    if (row.length >= rowLength) close();
  }
  return Buffer.from(rows.join('').padEnd(byteLength * 2, '0'), 'hex');
}
