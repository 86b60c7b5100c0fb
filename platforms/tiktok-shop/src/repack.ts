import { type FulfilmentCapability, PlatformFailure, type ShopAccess } from '@shopfleet/platform-kit';
import type { TikTokClient } from './client.ts';
import { endpoints } from './endpoints.ts';
import { nothingSchema } from './wire/envelope.ts';
import { combinableSchema, combinedSchema } from './wire/fulfilment.ts';

/** Pages of packages that could be put together; more than a shop can have waiting. */
const mostPages = 40;

/** Dividing an order into packages, and putting packages of one buyer together. Both give the packages other ids. */
export function createRepacking(client: TikTokClient): Required<Pick<FulfilmentCapability, 'split' | 'combine'>> {
  return {
    async split(access, { externalOrderId, packages }) {
      const groups = packages.map(({ externalLineIds }, index) => ({ id: String(index + 1), order_line_item_ids: externalLineIds }));
      await client.call(access, endpoints.splitOrder, { id: externalOrderId, body: { splittable_groups: groups }, data: nothingSchema });
    },

    async combine(access, { externalOrderIds }) {
      const id = await findCombinable(client, access, externalOrderIds);
      const answer = await client.call(access, endpoints.combinePackages, {
        body: { combinable_packages: [{ id, order_ids: externalOrderIds }] },
        data: combinedSchema,
      });
      const [made] = answer.packages;
      if (made) return { externalPackageId: made.id };
      const [refusal] = answer.errors;
      throw new PlatformFailure('conflict', `TikTok Shop did not put them together: ${refusal?.message ?? 'no reason was given'}`, {
        ...(refusal ? { vendorCode: String(refusal.code) } : {}),
      });
    },
  };
}

/** TikTok Shop says beforehand what may travel together, with the id that the package would have. */
async function findCombinable(client: TikTokClient, access: ShopAccess, orderIds: readonly string[]): Promise<string> {
  let token: string | undefined;
  for (let page = 0; page < mostPages; page++) {
    const found = await client.call(access, endpoints.combinablePackages, {
      query: { page_size: '50', page_token: token },
      data: combinableSchema,
    });
    const match = found.combinable_packages.find(({ order_ids }) => orderIds.every((id) => order_ids.includes(id)));
    if (match) return match.id;
    token = found.next_page_token || undefined;
    if (token === undefined) break;
  }
  throw new PlatformFailure(
    'conflict',
    'These orders cannot share a package: TikTok Shop wants one buyer, one address and nothing shipped yet',
  );
}
