import type { OrderStatus, PackageStatus } from '../order.ts';
import type { ArrangeInput, Platform, ShopAccess } from '../port.ts';

/** What can go wrong, in the sandbox's hands. It strikes the next `times` calls of the named kind. */
export interface Trouble {
  readonly kind: 'too-many' | 'broken' | 'answer-lost' | 'label-not-ready';
  readonly on: 'orders' | 'arrange' | 'label';
  readonly times: number;
}

/** A platform with its sandbox and one connected shop. Every lever moves the sandbox, never the adapter. */
export interface ContractWorld extends AsyncDisposable {
  readonly platform: Platform;
  readonly access: ShopAccess;
  /** A new, paid order that waits to be arranged; gives its id. */
  placeOrder(): Promise<string>;
  cancelOrder(externalOrderId: string): Promise<void>;
  cause(trouble: Trouble): Promise<void>;
  /** Loses every event from now on. */
  loseEvents(): Promise<void>;
  /** A genuine event about this order, as it came in. */
  eventAbout(externalOrderId: string): Promise<{ headers: Record<string, string>; rawBody: Uint8Array }>;
  /** The access token ends now. */
  expireToken(): Promise<void>;
  /** How often tokens were refreshed. */
  refreshes(): number;
  /** How often arranging this order changed something at the platform. */
  timesArranged(externalOrderId: string): Promise<number>;
  /** Orders that fit on one page of `listUpdated`. */
  readonly pageSize: number;
  /** What arranging needs beyond the order and its lines, where the platform has no carrier of its own or sells labels by measure. */
  arrangeInput?(externalOrderId: string): Partial<ArrangeInput>;
  /** What an arranged order and its package are called where telling the platform means that they went out; else both wait for the carrier. */
  readonly arranged?: { readonly order: OrderStatus; readonly parcel: PackageStatus };
}

/** Tests of a contract by their names. */
export type ContractTests<W = ContractWorld> = Readonly<Record<string, (world: W) => Promise<void>>>;
