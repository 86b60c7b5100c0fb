import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decide, matchRule, type Rule, type RuledOrder } from './rule-match.ts';

const order: RuledOrder = {
  shopId: 'shp_1',
  carrierName: 'J&T Express',
  currency: 'IDR',
  totalMinor: 150_000,
  skuCodes: ['TEE-M', 'CAP'],
  unitCount: 3,
};
const rule = (change: Partial<Rule>): Rule => ({
  id: 'rul_1',
  name: 'Everything',
  isEnabled: true,
  conditions: {},
  action: 'fulfil',
  ...change,
});

test('a rule without conditions matches every order', () => {
  expect(matchRule({}, order)).toEqual({ matches: true, why: 'it applies to every order' });
});

test.each([
  [{ shopIds: ['shp_2'] }, 'its shop is not named'],
  [{ carrierNames: ['SiCepat'] }, 'its carrier is J&T Express'],
  [{ currency: 'USD', totalAtLeast: '1' }, 'it is in IDR, not USD'],
  [{ totalAtLeast: '150001' }, 'its total is 150000 IDR, less than 150001'],
  [{ totalAtMost: '149999' }, 'its total is 150000 IDR, more than 149999'],
  [{ skuCodes: ['MUG'] }, 'it holds none of the named SKUs'],
  [{ maxUnits: 2 }, 'it has 3 units, more than 2'],
])('an order that does not meet %j is told why', (conditions, why) => {
  expect(matchRule(conditions, order)).toEqual({ matches: false, why });
});

test('the first rule that matches decides; disabled ones do not count', () => {
  const rules = [
    rule({ name: 'off', isEnabled: false, action: 'skip' }),
    rule({ name: 'big', conditions: { totalAtLeast: '100000' }, action: 'hold' }),
    rule({}),
  ];
  expect(decide(rules, order)).toMatchObject({ rule: { name: 'big' }, explanation: 'Rule “big” holds it: its total is 150000 IDR.' });
  expect(decide([], order)).toBeUndefined();
});

test('adding a condition never lets a rule match more', () => {
  const conditions = fc.record(
    {
      shopIds: fc.array(fc.constantFrom('shp_1', 'shp_2')),
      maxUnits: fc.integer({ min: 1, max: 5 }),
      skuCodes: fc.array(fc.constantFrom('CAP', 'MUG')),
      totalAtMost: fc.constantFrom('1', '999999'),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(conditions, conditions, (a, b) => {
      const both = { ...a, ...b };
      const isMore = matchRule(both, order).matches;
      return !isMore || matchRule(b, order).matches;
    }),
  );
});
