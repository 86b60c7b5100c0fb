import { createHash } from 'node:crypto';
import type { AppCredentials, NotificationEvent, World } from './world.ts';

/** What the older SOAP notifications call an event; the others have no such twin. */
const legacyNames: Readonly<Record<string, string>> = {
  ORDER_CONFIRMATION: 'FixedPriceTransaction',
  ITEM_MARKED_SHIPPED: 'ItemMarkedShipped',
};

export interface SoapNotification {
  readonly name: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Base64 of the MD5 of time, DevID, AppID and CertID. */
export const notificationSignature = (timestamp: string, app: Pick<AppCredentials, 'devId' | 'clientId' | 'clientSecret'>): string =>
  createHash('md5').update(timestamp).update(app.devId).update(app.clientId).update(app.clientSecret).digest('base64');

/** The SOAP envelope of an event; undefined for events that have none. */
export function soapNotification(world: World, event: NotificationEvent): SoapNotification | undefined {
  const name = legacyNames[event.topic];
  if (name === undefined) return undefined;
  const timestamp = new Date(world.clock.nowMs()).toISOString();
  const signature = notificationSignature(timestamp, world.app);
  const recipient = world.sellers.get(event.sellerId ?? '');
  const body = `<?xml version="1.0" encoding="UTF-8"?>
<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Header><ebl:RequesterCredentials xmlns:ebl="urn:ebay:apis:eBLBaseComponents" soapenv:mustUnderstand="0"><ebl:NotificationSignature>${signature}</ebl:NotificationSignature></ebl:RequesterCredentials></soapenv:Header><soapenv:Body><GetItemTransactionsResponse xmlns="urn:ebay:apis:eBLBaseComponents"><Timestamp>${timestamp}</Timestamp><Ack>Success</Ack><CorrelationID>${world.identifiers.next('line')}</CorrelationID><NotificationEventName>${name}</NotificationEventName><RecipientUserID>${recipient?.username ?? ''}</RecipientUserID>${itemsOf(event)}</GetItemTransactionsResponse></soapenv:Body></soapenv:Envelope>`;
  return {
    name,
    body,
    headers: { 'content-type': 'text/xml;charset=utf-8', soapaction: `"http://developer.ebay.com/notification/${name}"` },
  };
}

interface SoldData {
  readonly orderId?: string;
  readonly order?: { readonly orderId: string };
}

const itemsOf = ({ data }: { readonly data: SoldData }): string =>
  `<TransactionArray><Transaction><ContainingOrder><OrderID>${data.order?.orderId ?? data.orderId ?? ''}</OrderID></ContainingOrder></Transaction></TransactionArray>`;
