import type { Clock } from '@shopfleet/kernel';
import { createPlatformHttp, noLimit, PlatformFailure, silentObserver } from '@shopfleet/platform-kit';

export interface PictureFetcher {
  /** The bytes behind an address that a platform named: public hosts only, no redirects, bounded in size and time. Throws `PlatformFailure`. */
  fetchPicture(url: string): Promise<Uint8Array>;
  close(): Promise<void>;
}

const mostBytes = 8 * 1024 * 1024;

/** `allowedOrigins`: those that may be called although they are not public: the sandbox. */
export function createPictureFetcher({ allowedOrigins, clock }: { allowedOrigins: readonly string[]; clock: Clock }): PictureFetcher {
  const http = createPlatformHttp({
    platform: 'pictures',
    limiter: noLimit,
    observer: silentObserver,
    clock,
    allowedOrigins,
    timeoutMs: 10_000,
    maxResponseBytes: mostBytes,
    maxTries: 1,
  });
  return {
    fetchPicture: (address) => {
      const url = new URL(address);
      return http.send({
        operation: 'picture',
        limitKey: `pictures:${url.host}`,
        limit: { requests: 1_000, windowSeconds: 1 },
        breakerKey: url.host,
        isRead: true,
        request: () => ({ method: 'GET', url, headers: { accept: 'image/*' } }),
        read({ status, body }) {
          if (status !== 200) throw new PlatformFailure('not-found', `The picture was answered with ${status}`);
          return body;
        },
      });
    },
    close: () => http.close(),
  };
}
