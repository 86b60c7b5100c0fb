import { type ConsentProof, type ContentProfile, type Platform, PlatformFailure } from '@shopfleet/platform-kit';
import { createMemoryPlatform, type MemoryPlatform } from './memory-platform.ts';

export interface MemoryAccounts extends Platform {
  /** What lies beneath: consents and troubles. */
  readonly market: MemoryPlatform;
  readonly asked: { probes: number; revoked: string[]; verifiers: (string | undefined)[]; proofs: (ConsentProof | undefined)[] };
}

/** A platform of content accounts that lives in memory: its grants open no shop. */
export function createMemoryAccounts(name: string): MemoryAccounts {
  const market = createMemoryPlatform(name);
  const { connect } = market;
  const asked: MemoryAccounts['asked'] = { probes: 0, revoked: [], verifiers: [], proofs: [] };
  const notHere = async (): Promise<never> => {
    throw new PlatformFailure('unsupported', 'not part of this test');
  };
  return {
    ...market,
    market,
    asked,
    manifest: { ...market.manifest, auth: { ...market.manifest.auth, usesPkce: true } },
    connect: {
      authorizationUrl(input) {
        asked.verifiers.push(input.verifier);
        return connect.authorizationUrl(input);
      },
      readCallback: connect.readCallback,
      async exchangeCode(code, proof) {
        asked.proofs.push(proof);
        return connect.exchangeCode(code);
      },
      refresh: connect.refresh,
      listShops: notHere,
      async probe(token, account) {
        asked.probes += 1;
        await connect.listShops(token, account);
      },
    },
    content: {
      limit: { requests: 600, windowSeconds: 60 },
      videosPerPage: 20,
      readProfile: async (access): Promise<ContentProfile> => ({
        externalId: access.externalId,
        displayName: 'Kopi',
        handle: 'kopi',
        avatarUrl: undefined,
        bio: undefined,
        isVerified: undefined,
        counters: undefined,
      }),
      listVideos: notHere,
      queryVideos: notHere,
      granted: () => ({ profile: true, counters: true, videos: true }),
      async revoke(access) {
        await access.token();
        asked.revoked.push(access.externalId);
      },
    },
  };
}
