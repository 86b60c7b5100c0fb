import fc from 'fast-check';
import { expect, test } from 'vitest';
import { crc16 } from './crc16.ts';
import { countDifferences, isInk } from './mono-bitmap.ts';
import { monoBitmaps } from './sample-bitmap.ts';
import { decodeZpl } from './zpl-decode.ts';
import { encodeZpl } from './zpl-encode.ts';
import { compressRows, expandRows } from './zpl-run-length.ts';

const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');

test.each(['z64', 'acs'] as const)('a picture survives %s to the last dot', (encoding) => {
  fc.assert(
    fc.property(monoBitmaps, (picture) => {
      const [back, ...more] = decodeZpl(encodeZpl(picture, { encoding, comment: 'hub:1:1' }));
      expect(more).toEqual([]);
      expect(back && countDifferences(back, picture)).toBe(0);
    }),
  );
});

test('the checksum is CRC-16 with polynomial 1021 and start 0', () => {
  expect(crc16(Buffer.from('123456789'))).toBe(0x31c3);
});

test('run lengths are written as the ZPL guide spells them', () => {
  const row = (hex: string) => compressRows(Buffer.from(hex, 'hex'), hex.length / 2);
  expect(row('00000000')).toBe(',');
  expect(row('ffffffff')).toBe('!');
  expect(row('aaaa0000')).toBe('JA,');
  expect(row(`${'b'.repeat(40)}01`)).toBe('hB01');
  expect(compressRows(Buffer.from('a1a1', 'hex'), 1)).toBe('A1:');
});

test('plain hexadecimal and lower case are read as well', () => {
  expect(Buffer.from(expandRows('ffff\n0000', 2, 4)).toString('hex')).toBe('ffff0000');
});

test('several labels in one document are several pictures, placed where ^FO says', () => {
  const zpl = Buffer.from('^XA^PW24^LL4^FO8,1^GFA,1,1,1,80^FS^XZ\n^XA^FO0,0^GFA,2,2,1,FFFF^FS^XZ');
  const [first, second] = decodeZpl(zpl);
  expect(first && [first.width, first.height, isInk(first, 8, 1), isInk(first, 9, 1)]).toEqual([24, 4, true, false]);
  expect(second && [second.width, second.height]).toEqual([8, 2]);
});

test('copies and a comment that cannot break out of its field are written', () => {
  const [picture] = decodeZpl(Buffer.from('^XA^FO0,0^GFA,1,1,1,80^FS^XZ'));
  const zpl = picture && text(encodeZpl(picture, { copies: 3, comment: 'a^XZ~JA' }));
  expect(zpl).toContain('^PQ3');
  expect(zpl).toContain('^FXa_XZ_JA^FS');
});

test.each([
  ['a wrong checksum', '^GFA,1,1,1,:Z64:eJxrAAAAgQCB:0000'],
  ['a graphic that cannot be unpacked', `^GFA,1,1,1,:Z64:AAAA:${crc16(Buffer.from('AAAA')).toString(16)}`],
  ['rows without a whole number', '^GFA,3,3,2,FFFFFF'],
  ['more rows than announced', '^GFA,1,1,1,FFFFFF'],
  ['a size that no label has', '^GFA,1,99999999999,1,FF'],
  ['letters without a meaning', '^GFA,1,1,1,#?'],
])('%s is refused', (_, graphic) => {
  expect(() => decodeZpl(Buffer.from(`^XA^FO0,0${graphic}^FS^XZ`))).toThrow(expect.objectContaining({ code: 'UNREADABLE_DOCUMENT' }));
});
