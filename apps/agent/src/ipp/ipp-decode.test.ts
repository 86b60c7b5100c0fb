import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numberOf, textsOf } from './ipp-attributes.ts';
import { decodeIpp, maxIppResponseBytes } from './ipp-decode.ts';
import { encodeIppRequest, type IppField } from './ipp-message.ts';
import { tag } from './ipp-tags.ts';

const field = (...parts: (string | Buffer)[]): Buffer =>
  Buffer.concat(
    parts.flatMap((part) => {
      const bytes = Buffer.from(part as string);
      const length = Buffer.alloc(2);
      length.writeUInt16BE(bytes.length);
      return [length, bytes];
    }),
  );
const head = Buffer.from('0200000000000001', 'hex');
const messageWith = (...parts: Buffer[]): Buffer => Buffer.concat([head, Buffer.from([tag.printer]), ...parts, Buffer.from([tag.end])]);

function messageOf(bytes: Buffer) {
  const decoded = decodeIpp(bytes);
  if (!decoded.ok) throw new Error(decoded.problem);
  return decoded.message;
}

describe('decodeIpp', () => {
  it('gives a message or a problem for any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        const decoded = decodeIpp(Buffer.from(bytes));
        expect(typeof decoded.ok).toBe('boolean');
      }),
      { numRuns: 2000 },
    );
  });

  it('gives a message or a problem for a good message that was damaged', () => {
    const good = encodeIppRequest(5, 7, [
      {
        tag: tag.operation,
        fields: [
          ['attributes-charset', tag.charset, 'utf-8'],
          ['copies', tag.integer, [1, 2]],
        ],
      },
    ]);
    fc.assert(
      fc.property(fc.nat(good.length - 1), fc.nat(255), fc.nat(good.length), (at, byte, length) => {
        const damaged = Buffer.from(good.subarray(0, length));
        if (at < damaged.length) damaged[at] = byte;
        expect(typeof decodeIpp(damaged).ok).toBe('boolean');
      }),
      { numRuns: 2000 },
    );
  });

  it('reads back what the encoder wrote', () => {
    const text = fc.string({ minLength: 1, maxLength: 60, unit: 'grapheme' });
    const fields = fc.uniqueArray(
      fc.tuple(
        fc.stringMatching(/^[a-z-]{1,30}$/),
        fc.oneof(
          fc.array(text, { minLength: 1, maxLength: 4 }),
          fc.array(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }), { minLength: 1, maxLength: 4 }),
        ),
      ),
      {
        selector: ([name]) => name,
      },
    );
    fc.assert(
      fc.property(fields, fc.integer({ min: 1, max: 2 ** 31 - 1 }), (given, requestId) => {
        const sent: IppField[] = given.map(([name, values]) => [name, typeof values[0] === 'number' ? tag.integer : tag.text, values]);
        const message = messageOf(encodeIppRequest(0x4002, requestId, [{ tag: tag.job, fields: sent }]));
        expect(message).toMatchObject({ version: 0x0200, status: 0x4002, requestId });
        expect([...(message.groups[0]?.attributes ?? [])]).toEqual(given);
      }),
    );
  });

  it('reads collections, ranges, resolutions, dates and texts with a language', () => {
    const member = Buffer.concat([
      Buffer.from([tag.memberName]),
      field('', 'x-dimension'),
      Buffer.from([tag.integer]),
      field('', Buffer.from([0, 0, 0x27, 0xb0])),
    ]);
    const collection = Buffer.concat([
      Buffer.from([tag.begCollection]),
      field('media-size', ''),
      member,
      Buffer.from([tag.endCollection]),
      field('', ''),
    ]);
    const message = messageOf(
      messageWith(
        collection,
        Buffer.concat([Buffer.from([tag.range]), field('copies', Buffer.from('0000000100000063', 'hex'))]),
        Buffer.concat([Buffer.from([tag.resolution]), field('dpi', Buffer.from('000000cb000000cb03', 'hex'))]),
        Buffer.concat([Buffer.from([tag.dateTime]), field('when', Buffer.from('07ea0304050607002b0100', 'hex'))]),
        Buffer.concat([Buffer.from([tag.textWithLanguage]), field('what', field('en', 'Out of labels'))]),
        Buffer.concat([Buffer.from([0x13]), field('nothing', '')]),
      ),
    );
    expect(Object.fromEntries(message.groups[0]?.attributes ?? [])).toEqual({
      'media-size': [{ 'x-dimension': [10160] }],
      copies: [{ low: 1, high: 99 }],
      dpi: [{ x: 203, y: 203, unit: 'dpi' }],
      when: [new Date('2026-03-04T04:06:07.000Z')],
      what: ['Out of labels'],
      nothing: [null],
    });
  });

  it('joins the lists of a printer that names an attribute twice', () => {
    const keyword = (name: string, value: string) => Buffer.concat([Buffer.from([tag.keyword]), field(name, value)]);
    const message = messageOf(messageWith(keyword('formats', 'a'), keyword('other', 'x'), keyword('formats', 'b')));
    expect(textsOf(message.groups[0], 'formats')).toEqual(['a', 'b']);
    expect(numberOf(message.groups[0], 'formats')).toBeUndefined();
  });

  it('refuses too much, and collections without a bottom', () => {
    expect(decodeIpp(Buffer.alloc(maxIppResponseBytes + 1))).toMatchObject({ ok: false });
    const opening = Buffer.concat([Buffer.from([tag.memberName]), field('', 'm'), Buffer.from([tag.begCollection]), field('', '')]);
    const deep = messageWith(
      Buffer.concat([Buffer.from([tag.begCollection]), field('c', '')]),
      ...Array.from({ length: 10_000 }, () => opening),
    );
    expect(decodeIpp(deep)).toEqual({ ok: false, problem: 'collections are nested too deeply' });
  });
});
