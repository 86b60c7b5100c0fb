import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cropGrey, type GreyBitmap, rotateGrey } from './bitmap.ts';
import { inkBox, trimGrey } from './ink-box.ts';
import { countDifferences, isInk, toGrey, toMono } from './mono-bitmap.ts';
import { greyBitmaps, monoBitmaps } from './sample-bitmap.ts';

const grey = (width: number, ...pixels: number[]): GreyBitmap => ({
  kind: 'grey',
  width,
  height: pixels.length / width,
  pixels: Uint8Array.from(pixels),
});

test('a pixel darker than 128 becomes ink, 128 stays paper', () => {
  const mono = toMono(grey(3, 0, 127, 128));
  expect([0, 1, 2].map((x) => isInk(mono, x, 0))).toEqual([true, true, false]);
  expect(mono.bits).toEqual(Uint8Array.from([0b1100_0000]));
});

test('dither turns a half grey area into half ink and keeps black and white as they are', () => {
  const inkOf = (value: number) => {
    const mono = toMono({ kind: 'grey', width: 16, height: 16, pixels: new Uint8Array(256).fill(value) }, { dither: true });
    return mono.bits.reduce((sum, byte) => sum + byte.toString(2).replaceAll('0', '').length, 0);
  };
  expect([inkOf(0), inkOf(128), inkOf(255)]).toEqual([256, 128, 0]);
});

test('a quarter turn is clockwise', () => {
  expect(rotateGrey(grey(2, 1, 2, 3, 4, 5, 6), 1)).toEqual(grey(3, 5, 3, 1, 6, 4, 2));
  expect(rotateGrey(grey(2, 1, 2, 3, 4, 5, 6), 2)).toEqual(grey(2, 6, 5, 4, 3, 2, 1));
});

test('turning there and back gives the same picture', () => {
  fc.assert(
    fc.property(greyBitmaps, fc.integer({ min: -5, max: 5 }), (picture, turns) => {
      expect(rotateGrey(rotateGrey(picture, turns), -turns)).toEqual(picture);
    }),
  );
});

test('trim keeps the ink and nothing around it, and leaves a blank picture alone', () => {
  const picture = grey(4, 255, 255, 255, 255, 255, 10, 255, 20, 255, 255, 255, 255);
  expect(inkBox(picture)).toEqual({ x: 1, y: 1, width: 3, height: 1 });
  expect(trimGrey(picture)).toEqual(grey(3, 10, 255, 20));
  expect(trimGrey(grey(2, 255, 255))).toEqual(grey(2, 255, 255));
});

test('a crop beyond the edge is filled with white', () => {
  expect(cropGrey(grey(2, 1, 2, 3, 4), { x: 1, y: -1, width: 2, height: 3 })).toEqual(grey(2, 255, 255, 2, 255, 4, 255));
});

test('black and white survives the way through grey', () => {
  fc.assert(
    fc.property(monoBitmaps, (picture) => {
      expect(countDifferences(toMono(toGrey(picture)), picture)).toBe(0);
    }),
  );
});

test('differences are counted in pixels', () => {
  expect(countDifferences(toMono(grey(3, 0, 255, 0)), toMono(grey(3, 0, 0, 255)))).toBe(2);
  expect(countDifferences(toMono(grey(3, 0, 0, 0)), toMono(grey(1, 0)))).toBe(3);
});
