import { Secret } from '@shopfleet/kernel';
import type { PlatformsConfig } from '../config/platforms.ts';

const nowhere = 'http://127.0.0.1:9';
const secret = new Secret('test');
const addresses = { apiBaseUrl: nowhere, authBaseUrl: nowhere, authorizationUrl: nowhere, allowedOrigins: [nowhere] };

/** Every marketplace set up, none of them there. */
export const unreachablePlatforms: PlatformsConfig = {
  tiktokShop: { appKey: 'test', appSecret: secret, serviceId: 'test', ...addresses },
  shopee: { partnerId: 1, partnerKey: secret, pushUrl: undefined, ...addresses },
  ebay: {
    ...{ clientId: 'test', clientSecret: secret, devId: undefined, ruName: 'test', alertEmail: 'nobody@example.com' },
    ...addresses,
    identityBaseUrl: nowhere,
  },
  amazon: {
    ...{ clientId: 'test', clientSecret: secret, applicationId: 'test', selfAuthorised: undefined, sqs: undefined, eventKey: secret },
    ...addresses,
  },
  tiktokContent: {
    ...{ clientKey: 'test', clientSecret: secret, redirectUrl: undefined, requestsPerMinute: 600, scopes: undefined },
    ...addresses,
  },
};
