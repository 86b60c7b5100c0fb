import { z } from '@hono/zod-openapi';
import { defineRoute } from './conventions.ts';

const tag = 'Events from marketplaces';

/** Raw body, verified by signature. Not parsed by the router. */
const webhook = <Slug extends string>(slug: Slug, title: string) =>
  defineRoute({
    method: 'post',
    path: `/api/v1/platforms/webhook/${slug}` as const,
    tag,
    summary: `${title} events: signature checked on the raw body, stored, answered, processed after`,
    access: 'public',
    responses: {
      200: { description: 'Stored' },
      400: { description: 'The body is not an event' },
      401: { description: 'The signature is not valid' },
      404: { description: `This hub runs without ${title}` },
      413: { description: 'The body is larger than 1 MiB' },
      503: { description: 'Could not be stored; send it again' },
    },
  });

export const tiktokWebhook = webhook('tiktok', 'TikTok Shop');
export const shopeeWebhook = webhook('shopee', 'Shopee');
export const ebayWebhook = webhook('ebay', 'eBay');
export const amazonWebhook = webhook('amazon', 'Amazon');

/** Asked by eBay before it uses the address; other marketplaces ask nothing. */
export const ebayChallenge = defineRoute({
  method: 'get',
  path: '/api/v1/platforms/webhook/ebay',
  tag,
  summary: "eBay's question whether this address is ours",
  access: 'public',
  request: { query: z.object({ challenge_code: z.string().max(500).optional() }) },
  responses: {
    200: {
      description: 'The answer, made from the question, the verification token and this address',
      content: { 'application/json': { schema: z.object({ challengeResponse: z.string() }) } },
    },
    404: { description: 'This hub runs without eBay notifications, or nothing was asked' },
  },
});
