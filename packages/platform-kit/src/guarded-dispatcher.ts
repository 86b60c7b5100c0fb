import { lookup as systemLookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { Agent } from 'undici';
import { isForbiddenAddress } from './address-guard.ts';

export const forbiddenAddressCode = 'ERR_FORBIDDEN_ADDRESS';

class ForbiddenAddressError extends Error {
  readonly code = forbiddenAddressCode;
}

/** Resolves names as `resolve` does and refuses every address of a private network, so that a name cannot point inside. */
export function guardedLookup(resolve: LookupFunction = systemLookup): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, options, (error, address, family) => {
      if (error) return callback(error, address, family);
      const addresses = typeof address === 'string' ? [address] : address.map((entry) => entry.address);
      const inside = addresses.find(isForbiddenAddress);
      if (inside === undefined) return callback(null, address, family);
      return callback(new ForbiddenAddressError(`${hostname} resolves to ${inside}, an address of a private network`), address, family);
    });
  };
}

export interface DispatcherOptions {
  readonly connectTimeoutMs: number;
  readonly lookup?: LookupFunction;
}

/**
 * A keep-alive pool of as many connections as there are calls: one that waited here for a connection would leave after
 * its slot. Idle sockets close before most servers close them: a write on a dying socket has an unknown outcome.
 */
export function createDispatcher({ connectTimeoutMs, lookup }: DispatcherOptions): Agent {
  return new Agent({
    pipelining: 1,
    keepAliveTimeout: 3_000,
    keepAliveMaxTimeout: 30_000,
    connect: { timeout: connectTimeoutMs, ...(lookup ? { lookup } : {}) },
  });
}
