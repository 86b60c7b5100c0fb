import { expect, test } from 'vitest';
import { linesOf, moveLine, type RouteLine, shadowedBy, toRoutes } from './route-draft.ts';

const line = (key: string, change: Partial<RouteLine> = {}): RouteLine => ({
  key,
  shopId: null,
  carrierName: null,
  documentType: null,
  printerId: 'prn_1',
  ...change,
});
const keys = (lines: readonly RouteLine[]) => lines.map(({ key }) => key).join('');

test('a line moves past its neighbours and stops at the ends', () => {
  const lines = [line('a'), line('b'), line('c')];
  expect(keys(moveLine(lines, 2, -1))).toBe('acb');
  expect(keys(moveLine(lines, 0, -1))).toBe('abc');
  expect(keys(moveLine(lines, 0, 2))).toBe('bca');
  expect(keys(moveLine(lines, 9, 1))).toBe('abc');
});

test('a line below one that takes everything is never reached', () => {
  const lines = [line('a', { shopId: 'shp_1' }), line('b'), line('c', { carrierName: 'JNE' })];
  expect(shadowedBy(lines, 1)).toBeUndefined();
  expect(shadowedBy(lines, 2)).toBe(1);
});

test('carriers are the same whatever their capitals, as the hub compares them', () => {
  expect(shadowedBy([line('a', { carrierName: 'JNE' }), line('b', { carrierName: 'jne ', shopId: 'shp_1' })], 1)).toBe(0);
});

test('lines that were only looked at are saved as they were read, and an empty carrier means any', () => {
  const routes = [{ id: 'rt_1', shopId: 'shp_1', carrierName: 'JNE', documentType: null, printerId: 'prn_1' }];
  expect(toRoutes(linesOf(routes))).toEqual(routes.map(({ id: _id, ...rest }) => rest));
  expect(toRoutes([line('a', { carrierName: '  ' })])[0]?.carrierName).toBeNull();
});
