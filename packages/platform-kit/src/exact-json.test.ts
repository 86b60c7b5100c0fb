import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readExactJson } from './exact-json.ts';
import { PlatformFailure } from './failure.ts';

it('keeps every digit of an integer that a number cannot hold', () => {
  expect(readExactJson('{"id":1729592969712207008,"list":[9007199254740993,-9007199254740993]}')).toEqual({
    id: '1729592969712207008',
    list: ['9007199254740993', '-9007199254740993'],
  });
});

it('reads everything else as JSON does', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = JSON.stringify(value);
      const hasLongInteger = /(?<![.\deE"])\d{16}/.test(text) || /[eE]/.test(text);
      if (!hasLongInteger) expect(readExactJson(text)).toEqual(JSON.parse(text));
    }),
  );
});

it('leaves digits inside texts alone', () => {
  expect(readExactJson('{"a":"17295929697122070081","b":1}')).toEqual({ a: '17295929697122070081', b: 1 });
});

it('fails as unexpected for what is not JSON or nests without end', () => {
  for (const text of ['', '{', '{"a":NaN}', '['.repeat(200_000), `${'['.repeat(200_000)}1234567890123456`]) {
    expect(() => readExactJson(text)).toThrow(PlatformFailure);
  }
});
