import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { endpoints } from './endpoints.ts';
import { findMarketplace, marketplaces } from './marketplaces.ts';
import { limitOf } from './usage-plans.ts';

const tables = JSON.parse(readFileSync(new URL('./fixtures/tables.json', import.meta.url), 'utf8')) as {
  usage_plans: { method: string; path: string; rate_per_second: number; burst: number }[];
  marketplaces: { id: string; country: string; region: string; seller_central: string }[];
};

it('knows the usage plan of every operation that it calls', () => {
  for (const { operation, method, path, plan } of Object.values(endpoints)) {
    const known = tables.usage_plans.find((one) => one.method === method && one.path === path);
    expect([operation, plan]).toEqual([operation, { perSecond: known?.rate_per_second, burst: known?.burst }]);
  }
});

it('keeps below every usage plan, in pace and in burst, by no more than a third', () => {
  for (const { plan, operation } of Object.values(endpoints)) {
    const { requests, windowSeconds, burst = 0 } = limitOf(plan);
    const share = requests / windowSeconds / plan.perSecond;
    expect([operation, share < 1, share > 0.66]).toEqual([operation, true, true]);
    expect(burst).toBeGreaterThanOrEqual(1);
    expect(burst).toBeLessThanOrEqual(plan.burst);
  }
});

it('knows every marketplace with its region and the page where its sellers consent', () => {
  expect(marketplaces).toHaveLength(tables.marketplaces.length);
  for (const { id, country, region, seller_central } of tables.marketplaces) {
    expect(findMarketplace(id)).toMatchObject({ country, region: region.toLowerCase(), sellerCentral: new URL(seller_central).host });
  }
});
