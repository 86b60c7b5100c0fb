import { readFileSync } from 'node:fs';
import { ManualClock, Secret } from '@shopfleet/kernel';
import { noLimit, type ShopAccess } from '@shopfleet/platform-kit';
import { describe, expect, it } from 'vitest';
import { type AmazonOptions, createAmazon } from './amazon.ts';
import { startRecorder } from './test/recorder.ts';

const read = (name: string) => JSON.parse(readFileSync(new URL(`./fixtures/${name}.json`, import.meta.url), 'utf8'));
const { oauth } = read('requests');
const { confirm_shipment, listings_quantity_patch, restricted_data_token } = read('bodies');
const redirectUrl = 'https://hub.example.com/connect/amazon/callback';
const [sellerId, marketplaceId] = ['A2TESTSELLER01', 'A1PA6795UKMFR9'];
const access: ShopAccess = {
  externalId: `${sellerId}:${marketplaceId}`,
  region: 'DE',
  addressKey: marketplaceId,
  token: async () => new Secret(oauth.token_response.access_token),
};

/** The adapter before a server that only writes down. */
async function record(answers: Readonly<Record<string, unknown>>, more: Partial<AmazonOptions> = {}) {
  const recorder = await startRecorder(answers);
  const platform = createAmazon({
    clientId: oauth.client_id,
    clientSecret: new Secret(oauth.client_secret),
    applicationId: oauth.application_id,
    limiter: noLimit,
    clock: new ManualClock(new Date('2026-03-02T15:05:05.000Z')),
    apiBaseUrls: { eu: recorder.url },
    authBaseUrl: recorder.url,
    allowedOrigins: [recorder.url],
    ...more,
  });
  const dispose = async () => {
    await platform.close();
    await recorder[Symbol.asyncDispose]();
  };
  return { platform, ...recorder, [Symbol.asyncDispose]: dispose };
}

describe('what this adapter sends', () => {
  it('asks Login with Amazon byte for byte as documented', async () => {
    await using world = await record({ 'POST /auth/o2/token': oauth.token_response });
    const { connect } = world.platform;
    await connect.exchangeCode('ANTestCode1234567890', { redirectUrl, verifier: '', account: sellerId });
    await connect.refresh(new Secret(oauth.token_response.refresh_token), { externalAccountId: sellerId });
    expect(world.recorded.map(({ body }) => body)).toEqual([oauth.token_request_authorization_code, oauth.token_request_refresh]);
    expect(world.recorded[0]?.headers['content-type']).toBe(oauth.content_type);
  });

  it('sends the seller to the documented consent page', async () => {
    await using world = await record({});
    const url = world.platform.connect.authorizationUrl({ state: 'st_8f14e45f', redirectUrl, region: 'DE' });
    expect(url).toBe(oauth.consent_urls[0].url);
  });

  it('merges the quantity into the availability of the merchant’s channel', async () => {
    const { path, body, response } = listings_quantity_patch;
    const address = path.split('?')[0];
    const listing = { sku: 'SKU-1', fulfillmentAvailability: [{ fulfillmentChannelCode: 'DEFAULT', quantity: 1 }] };
    await using world = await record({ [`GET ${address}`]: listing, [`PATCH ${address}`]: response });
    await world.platform.stock?.writeStock(access, { externalListingId: 'SKU-1', externalVariantId: 'SKU-1', quantity: 7 });
    const patch = world.asked('PATCH');
    expect(patch.url).toBe(path);
    expect(JSON.parse(patch.body)).toEqual(body);
    expect(patch.headers['x-amz-access-token']).toBe(oauth.token_response.access_token);
    expect(patch.headers['user-agent']?.length).toBeLessThan(500);
    expect(patch.headers).not.toHaveProperty('authorization');
    expect(world.asked('GET').headers).not.toHaveProperty('content-length');
  });

  it.each(['confirm-1-ok', 'confirm-2-other-needs-carrierName'])('confirms a shipment like the documented %s', async (id) => {
    const { body } = confirm_shipment.find((one: { id: string }) => one.id === id);
    const { carrierCode, carrierName, trackingNumber, orderItems } = body.packageDetail;
    const order = {
      orderId: '302-1234567-1234567',
      createdTime: '2026-03-02T09:45:00.000Z',
      lastUpdatedTime: '2026-03-02T10:15:29.000Z',
      salesChannel: { channelName: 'AMAZON', marketplaceId },
      fulfillment: { fulfillmentStatus: 'UNSHIPPED', fulfilledBy: 'MERCHANT' },
      orderItems: [{ ...orderItems[0], quantityOrdered: 1, product: {} }],
    };
    await using world = await record({
      'GET /orders/2026-01-01/orders/302-1234567-1234567': { order },
      'POST /orders/v0/orders/302-1234567-1234567/shipmentConfirmation': 204,
    });
    const sent = await world.platform.fulfilment?.arrange(access, {
      externalOrderId: order.orderId,
      externalPackageId: undefined,
      externalLineIds: [],
      ownCarrier: { carrierName: carrierName ?? carrierCode, trackingNumber },
    });
    const { packageDetail, ...rest } = JSON.parse(world.asked('POST').body);
    const { packageReferenceId, ...detail } = packageDetail;
    const { packageReferenceId: _reference, ...expected } = body.packageDetail;
    expect({ ...rest, packageDetail: detail }).toEqual({ ...body, packageDetail: expected });
    expect(packageReferenceId).toMatch(/^[1-9]\d*$/);
    expect(sent?.externalPackageId).toBe(`ref:${order.orderId}:${packageReferenceId}`);
  });

  it('opens personal data with a restricted token for patterns of paths, and nothing else with it', async () => {
    const shipment = { ShipmentId: 'be7a0a53-00c3-4f6f-a63a-639f76ee9253', Status: 'Purchased', TrackingId: '1Z1' };
    await using world = await record({
      'POST /tokens/2021-03-01/restrictedDataToken': restricted_data_token.response,
      [`GET /mfn/v0/shipments/${shipment.ShipmentId}`]: { payload: shipment },
    });
    await world.platform.fulfilment?.readPackage(access, `mfn:${shipment.ShipmentId}`);
    const asked = world.asked('POST /tokens');
    expect(asked.headers['x-amz-access-token']).toBe(oauth.token_response.access_token);
    const resources = JSON.parse(asked.body).restrictedResources;
    expect(resources).toContainEqual(restricted_data_token.request.restrictedResources.at(-1));
    expect(resources).toHaveLength(3);
    expect(world.asked('GET /mfn').headers['x-amz-access-token']).toBe(restricted_data_token.response.restrictedDataToken);
  });

  it('leads the seller’s events from an older queue to this one, for all marketplaces', async () => {
    const { create_destination, create_subscription_order_change } = read('notifications');
    const { destinationId } = create_subscription_order_change;
    const { arn } = create_destination.resourceSpecification.sqs;
    const type = '/notifications/v1/subscriptions/ORDER_CHANGE';
    const queue = { queueUrl: 'https://sqs.example/1/q', queueArn: arn, accessKeyId: 'AKIA', secretAccessKey: new Secret('s') };
    const destination = { destinationId, name: 'q', resource: { sqs: { arn } } };
    await using world = await record(
      {
        'POST /auth/o2/token': oauth.token_response_grantless,
        'GET /notifications/v1/destinations': {
          payload: [{ ...destination, destinationId: 'old', resource: { sqs: { arn: `${arn}-old` } } }],
        },
        'POST /notifications/v1/destinations': { payload: destination },
        [`GET ${type}`]: { payload: { subscriptionId: 's1', payloadVersion: '1.0', destinationId: 'old' } },
        [`DELETE ${type}/s1`]: {},
        [`POST ${type}`]: { payload: { subscriptionId: 's2', payloadVersion: '1.0', destinationId } },
      },
      { sqs: queue },
    );
    await world.platform.connect.subscribe?.(access, '');
    expect(world.asked('POST /auth').body).toBe(oauth.token_request_grantless_notifications);
    expect(JSON.parse(world.asked('POST /notifications/v1/destinations').body)).toEqual({
      ...create_destination,
      name: 'hub-amazon-events',
    });
    const { marketplaceIds: _ids, ...eventFilter } = create_subscription_order_change.processingDirective.eventFilter;
    const expected = { ...create_subscription_order_change, processingDirective: { eventFilter } };
    expect(JSON.parse(world.asked(`POST ${type}`).body)).toEqual(expected);
    const tokenOf = (start: string) => world.asked(start).headers['x-amz-access-token'];
    expect(tokenOf(`DELETE ${type}/s1`)).toBe(oauth.token_response_grantless.access_token);
    expect(tokenOf(`POST ${type}`)).toBe(oauth.token_response.access_token);
  });
});
