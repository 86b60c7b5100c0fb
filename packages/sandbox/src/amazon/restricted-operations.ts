const v0 = '/orders/v0/orders';
const labels = '/mfn/v0/shipments';

/** Operations whose personal data asks for a token of its own ("Tokens API use case guide"). */
const restricted: readonly (readonly [method: string, path: string])[] = [
  ['GET', v0],
  ['GET', `${v0}/{orderId}`],
  ['GET', `${v0}/{orderId}/orderItems`],
  ['GET', `${v0}/{orderId}/buyerInfo`],
  ['GET', `${v0}/{orderId}/address`],
  ['GET', `${v0}/{orderId}/orderItems/buyerInfo`],
  ['GET', `${v0}/{orderId}/regulatedInfo`],
  ['POST', labels],
  ['GET', `${labels}/{shipmentId}`],
  ['DELETE', `${labels}/{shipmentId}`],
  ['GET', '/reports/2021-06-30/documents/{reportDocumentId}'],
];

export const isRestricted = (method: string, path: string): boolean =>
  restricted.some(([itsMethod, template]) => itsMethod === method && isSamePath(template, path));

/** Whether a path, generic or real, is one that the template stands for. */
export function isSamePath(template: string, path: string): boolean {
  const words = path.split('/');
  const parts = template.split('/');
  return words.length === parts.length && parts.every((part, at) => part.startsWith('{') || part === words[at]);
}
