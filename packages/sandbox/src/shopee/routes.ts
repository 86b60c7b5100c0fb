import type { CallHandler } from './call.ts';
import { createDocument, downloadDocument, getDocumentParameter, getDocumentResult } from './document-calls.ts';
import { getOrderDetail, getOrderList } from './order-calls.ts';
import { confirmLostPushMessage, getLostPushMessage } from './push-calls.ts';
import { shipOrder } from './ship-calls.ts';
import { getShippingParameter } from './shipping-parameter.ts';
import { getToken, refreshToken } from './token-calls.ts';
import { getTrackingInfo, getTrackingNumber } from './tracking-calls.ts';

export interface Route {
  /** Name for counters and faults: the path without `/api/v2/`, with a dot between its words. */
  readonly api: string;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** What the signature covers: the app alone, or a token and its shop too. */
  readonly kind: 'public' | 'shop';
  readonly isUpload?: boolean;
  readonly answer: CallHandler;
}

type Place = `${'GET' | 'POST'} ${string}/${string}`;

function route(place: Place, kind: Route['kind'], answer: CallHandler, isUpload = false): Route {
  const [method, words = ''] = place.split(' ');
  return { api: words.replace('/', '.'), method: method === 'GET' ? 'GET' : 'POST', path: `/api/v2/${words}`, kind, isUpload, answer };
}

export const routes: readonly Route[] = [
  route('POST auth/token/get', 'public', getToken),
  route('POST auth/access_token/get', 'public', refreshToken),
  route('GET order/get_order_list', 'shop', getOrderList),
  route('GET order/get_order_detail', 'shop', getOrderDetail),
  route('GET logistics/get_shipping_parameter', 'shop', getShippingParameter),
  route('POST logistics/ship_order', 'shop', shipOrder),
  route('GET logistics/get_tracking_number', 'shop', getTrackingNumber),
  route('GET logistics/get_tracking_info', 'shop', getTrackingInfo),
  route('POST logistics/get_shipping_document_parameter', 'shop', getDocumentParameter),
  route('POST logistics/create_shipping_document', 'shop', createDocument),
  route('POST logistics/get_shipping_document_result', 'shop', getDocumentResult),
  route('POST logistics/download_shipping_document', 'shop', downloadDocument),
  route('GET push/get_lost_push_message', 'public', getLostPushMessage),
  route('POST push/confirm_consumed_lost_push_message', 'public', confirmLostPushMessage),
];
