import { Secret } from '@shopfleet/kernel';
import type { EnvName, EnvValues } from '../env.ts';

export interface TikTokShopConfig {
  readonly appKey: string;
  readonly appSecret: Secret;
  readonly serviceId: string;
  readonly apiBaseUrl: string | undefined;
  readonly authBaseUrl: string | undefined;
  readonly authorizationUrl: string | undefined;
  readonly allowedOrigins: readonly string[];
}

export interface TikTokContentConfig {
  readonly clientKey: string;
  readonly clientSecret: Secret;
  /** Undefined: the public address with /auth/tiktok/callback. */
  readonly redirectUrl: string | undefined;
  readonly requestsPerMinute: number;
  /** Undefined: everything that the adapter can use. */
  readonly scopes: readonly string[] | undefined;
  readonly apiBaseUrl: string | undefined;
  readonly authorizationUrl: string | undefined;
  readonly allowedOrigins: readonly string[];
}

export interface ShopeeConfig {
  readonly partnerId: number;
  readonly partnerKey: Secret;
  /** Undefined: the public address with the path of Shopee's events. */
  readonly pushUrl: string | undefined;
  readonly apiBaseUrl: string | undefined;
  readonly authorizationUrl: string | undefined;
  readonly allowedOrigins: readonly string[];
}

export interface EbayConfig {
  readonly clientId: string;
  readonly clientSecret: Secret;
  readonly devId: string | undefined;
  readonly ruName: string;
  readonly alertEmail: string | undefined;
  readonly apiBaseUrl: string | undefined;
  readonly identityBaseUrl: string | undefined;
  readonly authorizationUrl: string | undefined;
  readonly allowedOrigins: readonly string[];
}

export interface AmazonConfig {
  readonly clientId: string;
  readonly clientSecret: Secret;
  readonly applicationId: string | undefined;
  /** A seller who authorised a private application: no consent page. */
  readonly selfAuthorised: { readonly refreshToken: Secret; readonly sellerId: string; readonly marketplaceId: string } | undefined;
  readonly sqs:
    | { readonly queueUrl: string; readonly queueArn: string; readonly accessKeyId: string; readonly secretAccessKey: Secret }
    | undefined;
  readonly eventKey: Secret | undefined;
  readonly apiBaseUrl: string | undefined;
  readonly authBaseUrl: string | undefined;
  readonly authorizationUrl: string | undefined;
  readonly allowedOrigins: readonly string[];
}

/** The marketplaces that this hub is set up for; one that is not is undefined. */
export interface PlatformsConfig {
  readonly tiktokShop: TikTokShopConfig | undefined;
  readonly shopee: ShopeeConfig | undefined;
  readonly ebay: EbayConfig | undefined;
  readonly amazon: AmazonConfig | undefined;
  readonly tiktokContent: TikTokContentConfig | undefined;
}

/** Complains about a variable. */
export type Lacks = (name: EnvName, why: string) => void;

export function platformsOf(env: EnvValues, lacks: Lacks): PlatformsConfig {
  return {
    tiktokShop: tiktokShopOf(env, lacks),
    shopee: shopeeOf(env, lacks),
    ebay: ebayOf(env, lacks),
    amazon: amazonOf(env, lacks),
    tiktokContent: tiktokContentOf(env, lacks),
  };
}

/**
 * The values of variables that only make sense together; undefined when one is missing. It is complained about when any of them, or of
 * `others`, is set.
 */
function together<N extends EnvName>(
  env: EnvValues,
  lacks: Lacks,
  what: string,
  needed: readonly N[],
  others: readonly EnvName[] = [],
): Readonly<Record<N, string>> | undefined {
  const isSet = (name: EnvName) => (Array.isArray(env[name]) ? env[name].length > 0 : Boolean(env[name]));
  const missing = needed.filter((name) => !isSet(name));
  if (missing.length === 0) return Object.fromEntries(needed.map((name) => [name, String(env[name])])) as Record<N, string>;
  if (missing.length === needed.length && !others.some(isSet)) return undefined;
  for (const name of missing) lacks(name, `is missing although other variables of ${what} are set`);
  return undefined;
}

function tiktokShopOf(env: EnvValues, lacks: Lacks): TikTokShopConfig | undefined {
  const set = together(env, lacks, 'TikTok Shop', ['TIKTOK_APP_KEY', 'TIKTOK_APP_SECRET', 'TIKTOK_SERVICE_ID']);
  return (
    set && {
      appKey: set.TIKTOK_APP_KEY,
      appSecret: new Secret(set.TIKTOK_APP_SECRET),
      serviceId: set.TIKTOK_SERVICE_ID,
      apiBaseUrl: env.TIKTOK_API_BASE_URL,
      authBaseUrl: env.TIKTOK_AUTH_BASE_URL,
      authorizationUrl: env.TIKTOK_AUTHORIZATION_URL,
      allowedOrigins: env.TIKTOK_ALLOWED_ORIGINS,
    }
  );
}

function shopeeOf(env: EnvValues, lacks: Lacks): ShopeeConfig | undefined {
  const set = together(env, lacks, 'Shopee', ['SHOPEE_PARTNER_ID', 'SHOPEE_PARTNER_KEY'], ['SHOPEE_PUSH_URL']);
  return (
    set && {
      partnerId: Number(set.SHOPEE_PARTNER_ID),
      partnerKey: new Secret(set.SHOPEE_PARTNER_KEY),
      pushUrl: env.SHOPEE_PUSH_URL,
      apiBaseUrl: env.SHOPEE_API_BASE_URL,
      authorizationUrl: env.SHOPEE_AUTHORIZATION_URL,
      allowedOrigins: env.SHOPEE_ALLOWED_ORIGINS,
    }
  );
}

function ebayOf(env: EnvValues, lacks: Lacks): EbayConfig | undefined {
  const needed = ['EBAY_CLIENT_ID', 'EBAY_CLIENT_SECRET', 'EBAY_REDIRECT_URI'] as const;
  const set = together(env, lacks, 'eBay', needed, ['EBAY_DEV_ID', 'EBAY_ALERT_EMAIL']);
  return (
    set && {
      clientId: set.EBAY_CLIENT_ID,
      clientSecret: new Secret(set.EBAY_CLIENT_SECRET),
      devId: env.EBAY_DEV_ID,
      ruName: set.EBAY_REDIRECT_URI,
      alertEmail: env.EBAY_ALERT_EMAIL,
      apiBaseUrl: env.EBAY_API_BASE_URL,
      identityBaseUrl: env.EBAY_IDENTITY_BASE_URL,
      authorizationUrl: env.EBAY_AUTHORIZATION_URL,
      allowedOrigins: env.EBAY_ALLOWED_ORIGINS,
    }
  );
}

function amazonOf(env: EnvValues, lacks: Lacks): AmazonConfig | undefined {
  const set = together(
    env,
    lacks,
    'Amazon',
    ['AMAZON_CLIENT_ID', 'AMAZON_CLIENT_SECRET'],
    ['AMAZON_APPLICATION_ID', 'AMAZON_REFRESH_TOKEN'],
  );
  const own = together(env, lacks, "Amazon's self-authorised seller", ['AMAZON_REFRESH_TOKEN', 'AMAZON_SELLER_ID']);
  const queue = together(env, lacks, "Amazon's queue", [
    'AMAZON_SQS_QUEUE_URL',
    'AMAZON_SQS_QUEUE_ARN',
    'AMAZON_SQS_ACCESS_KEY_ID',
    'AMAZON_SQS_SECRET_ACCESS_KEY',
  ]);
  if (set && !own && !env.AMAZON_APPLICATION_ID) {
    lacks('AMAZON_APPLICATION_ID', 'is missing: sellers need it to consent, unless AMAZON_REFRESH_TOKEN is set');
  }
  return (
    set && {
      clientId: set.AMAZON_CLIENT_ID,
      clientSecret: new Secret(set.AMAZON_CLIENT_SECRET),
      applicationId: env.AMAZON_APPLICATION_ID,
      selfAuthorised: own && {
        refreshToken: new Secret(own.AMAZON_REFRESH_TOKEN),
        sellerId: own.AMAZON_SELLER_ID,
        marketplaceId: env.AMAZON_MARKETPLACE_ID ?? 'ATVPDKIKX0DER',
      },
      sqs: queue && {
        queueUrl: queue.AMAZON_SQS_QUEUE_URL,
        queueArn: queue.AMAZON_SQS_QUEUE_ARN,
        accessKeyId: queue.AMAZON_SQS_ACCESS_KEY_ID,
        secretAccessKey: new Secret(queue.AMAZON_SQS_SECRET_ACCESS_KEY),
      },
      eventKey: env.AMAZON_EVENT_KEY === undefined ? undefined : new Secret(env.AMAZON_EVENT_KEY),
      apiBaseUrl: env.AMAZON_API_BASE_URL,
      authBaseUrl: env.AMAZON_AUTH_BASE_URL,
      authorizationUrl: env.AMAZON_AUTHORIZATION_URL,
      allowedOrigins: env.AMAZON_ALLOWED_ORIGINS,
    }
  );
}

function tiktokContentOf(env: EnvValues, lacks: Lacks): TikTokContentConfig | undefined {
  const set = together(
    env,
    lacks,
    'TikTok accounts',
    ['TIKTOK_CLIENT_KEY', 'TIKTOK_CLIENT_SECRET'],
    [
      'TIKTOK_REDIRECT_URI',
      'TIKTOK_CONTENT_SCOPES',
      'TIKTOK_CONTENT_API_BASE_URL',
      'TIKTOK_CONTENT_AUTHORIZATION_URL',
      'TIKTOK_CONTENT_ALLOWED_ORIGINS',
    ],
  );
  return (
    set && {
      clientKey: set.TIKTOK_CLIENT_KEY,
      clientSecret: new Secret(set.TIKTOK_CLIENT_SECRET),
      redirectUrl: env.TIKTOK_REDIRECT_URI,
      requestsPerMinute: env.TIKTOK_CONTENT_REQUESTS_PER_MINUTE,
      scopes: env.TIKTOK_CONTENT_SCOPES?.split(',').flatMap((scope) => scope.trim() || []),
      apiBaseUrl: env.TIKTOK_CONTENT_API_BASE_URL,
      authorizationUrl: env.TIKTOK_CONTENT_AUTHORIZATION_URL,
      allowedOrigins: env.TIKTOK_CONTENT_ALLOWED_ORIGINS,
    }
  );
}
