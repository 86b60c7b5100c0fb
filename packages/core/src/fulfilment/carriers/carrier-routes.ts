import { carrierRoutes } from '@shopfleet/contracts';
import type { HubApp } from '../../edge/index.ts';
import { carriers } from './carrier-list.ts';

const byName = carriers.toSorted((a, b) => a.name.localeCompare(b.name, 'en'));

/** Who carries, for those who choose a carrier and type a number. */
export function registerCarrierRoutes(app: HubApp): void {
  const items = byName.map(({ code, name, shapes }) => ({
    code,
    name,
    numbers: shapes.map(({ example, rule }) => ({ example, checkDigit: rule ?? null })),
  }));
  app.openapi(carrierRoutes.listCarriers, (c) => c.json({ items }, 200));
}
