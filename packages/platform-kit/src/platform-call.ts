import type { WindowLimit } from './port.ts';

/** What goes out, byte for byte. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
}

/** What came back, whole. Header names are in lower case. */
export interface HttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** One call of an adapter, with everything the client must know to send it well. */
export interface PlatformCall<T> {
  /** The adapter's name of the operation (`orders.search`), for metrics and the log. */
  readonly operation: string;
  /** Who shares a limit: application, shop (where the platform counts by shop) and operation. */
  readonly limitKey: string;
  readonly limit: WindowLimit;
  /** Who shares a circuit breaker, usually the shop. */
  readonly breakerKey: string;
  /** True when repeating the call changes nothing at the platform. */
  readonly isRead: boolean;
  /** Longer than the client's own time-out where a call is known to be slow. */
  readonly timeoutMs?: number;
  readonly maxResponseBytes?: number;
  readonly signal?: AbortSignal;
  /** Builds (and signs) the request; called again for every try, after the slot was granted. */
  readonly request: () => HttpRequest | Promise<HttpRequest>;
  /** Asked last, when the request is ready to leave: false keeps it here, as `unavailable`. */
  readonly mayLeave?: () => boolean;
  /** Reads the answer; throws `PlatformFailure`. */
  readonly read: (response: HttpResponse) => T;
}
