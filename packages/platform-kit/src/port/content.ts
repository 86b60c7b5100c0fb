import type { Secret } from '@shopfleet/kernel';
import type { WindowLimit } from './instruments.ts';

/** The right to act for a content account; `token` as in `ShopAccess`. */
export interface AccountAccess {
  /** The platform's id of the account. */
  readonly externalId: string;
  readonly scopes: readonly string[];
  token(refused?: Secret): Promise<Secret>;
}

/** What an account shows of itself. A member is undefined when the account did not grant it. Counters may fall. */
export interface ContentProfile {
  readonly externalId: string;
  readonly displayName: string | undefined;
  readonly handle: string | undefined;
  readonly avatarUrl: string | undefined;
  readonly bio: string | undefined;
  readonly isVerified: boolean | undefined;
  readonly counters:
    | { readonly followers: number; readonly following: number; readonly likes: number; readonly videos: number }
    | undefined;
}

export interface ContentVideo {
  /** Digits beyond 2^53: never a number. */
  readonly externalId: string;
  readonly postedAt: Date;
  readonly description: string;
  readonly durationSeconds: number | undefined;
  /** Without tracking parameters. */
  readonly shareUrl: string;
  readonly embedUrl: string;
  /** Lives for hours only. */
  readonly coverUrl: string;
  readonly views: number;
  readonly likes: number;
  readonly comments: number;
  readonly shares: number;
}

/** Accounts whose profile and public videos can be read. */
export interface ContentCapability {
  /** Counted apart for each operation. */
  readonly limit: WindowLimit;
  readonly videosPerPage: number;
  readProfile(access: AccountAccess, signal?: AbortSignal): Promise<ContentProfile>;
  /** Public videos, the newest first. A page may be short, even empty, while `nextCursor` is there. */
  listVideos(
    access: AccountAccess,
    cursor: string | undefined,
    signal?: AbortSignal,
  ): Promise<{ videos: readonly ContentVideo[]; nextCursor: string | undefined }>;
  /** Known videos by id, at most `videosPerPage` a call; those that are gone are left out. */
  queryVideos(access: AccountAccess, externalIds: readonly string[], signal?: AbortSignal): Promise<readonly ContentVideo[]>;
  /** Whether the granted scopes allow the profile, its counters, and the videos. */
  granted(scopes: readonly string[]): { readonly profile: boolean; readonly counters: boolean; readonly videos: boolean };
  /** Ends the grant at the platform. */
  revoke(access: AccountAccess): Promise<void>;
}
