import type { channelProductRoutes } from '@shopfleet/contracts';
import { HubError, parseMoney } from '@shopfleet/kernel';
import type { ListingDraft } from '@shopfleet/platform-kit';
import type { z } from 'zod';
import { recordAudit } from '../../audit/index.ts';
import { pickShop, platformOfSlug } from './find-product.ts';
import { requireDeed } from './platform-deeds.ts';
import type { ProductCall, ProductDeps } from './product-deps.ts';
import { atShop, readAfterChange, takeOver } from './work-at-shop.ts';

type Draft = z.infer<typeof channelProductRoutes.productDraftSchema>;

/**
 * Makes a product at a marketplace; answers the hub's id of the listing. Throws `PLATFORM_UNSUPPORTED`, `PLATFORM_REJECTED` with the
 * fields that the marketplace refuses, or `OUTCOME_UNKNOWN`: then the next reading of listings shows whether it is there.
 */
export async function createProduct(deps: ProductDeps, call: ProductCall, body: Draft): Promise<string> {
  const { tenantId, actor } = call;
  const platform = platformOfSlug(deps.platforms, call.slug);
  const shop = await deps.db.asTenant(tenantId, (tx) => pickShop(tx, platform, call.shopId));
  const draft = toDraft(body);
  requireDeed(platform, 'listing-create', platform.listings?.create);
  const place = { tenantId, shopId: shop.id };
  const { externalId } = await atShop(deps, place, (opened) => {
    const listings = requireDeed(platform, 'listing-create', opened.platform.listings);
    return requireDeed(platform, 'listing-create', listings.create).call(listings, opened.access, draft);
  });
  const listingId = (await readAfterChange(deps, place, externalId)) ?? (await takeOver(deps, place, asListed(externalId, draft)));
  if (listingId === undefined) throw new HubError('INTERNAL_ERROR');
  await deps.db.asTenant(tenantId, (tx) =>
    recordAudit(tx, deps.clock, tenantId, {
      actor,
      action: 'product.created',
      subject: { kind: 'listing', id: listingId },
      detail: { shopId: shop.id, externalId, title: draft.title },
    }),
  );
  return listingId;
}

function toDraft({ brand, weightGrams, ...body }: Draft): ListingDraft {
  const names = body.variants.map(({ options }) => Object.keys(options).sort().join('\n'));
  if (new Set(names).size > 1 || (body.variants.length > 1 && names[0] === '')) {
    throw new HubError('INVALID_REQUEST', {
      fields: [{ path: 'variants', code: 'options_differ', message: 'several variants need the same options, each with its own values' }],
    });
  }
  return {
    ...body,
    ...(brand ? { brand } : {}),
    ...(weightGrams === undefined ? {} : { weightGrams }),
    variants: body.variants.map(({ barcode, price, ...variant }) => ({
      ...variant,
      ...(barcode ? { barcode } : {}),
      price: parseMoney(price.amount, price.currency),
    })),
  };
}

/** Until the marketplace shows it: its variants come with the next reading. */
function asListed(externalId: string, { title, description }: ListingDraft) {
  return { externalId, title, description, status: 'unknown', imageUrl: undefined, updatedAt: undefined, variants: [] };
}
