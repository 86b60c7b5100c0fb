/** What the platform knows. Times in milliseconds of the movable clock unless a name says seconds. */

export type Visibility = 'public' | 'private' | 'friends' | 'review' | 'deleted';

/** Added to what growth gives; may be negative. */
export interface VideoShift {
  readonly views: number;
  readonly likes: number;
  readonly comments: number;
  readonly shares: number;
}

/** A video that somebody posted by hand, beside those that appear by themselves. */
export interface Post {
  readonly no: number;
  readonly postedSeconds: number;
  readonly description: string;
  readonly durationSeconds: number;
}

export interface Account {
  /** `open_id`. */
  readonly id: string;
  /** Position among all accounts; part of every video id. */
  readonly index: number;
  readonly unionId: string;
  username: string;
  displayName: string;
  bio: string;
  isVerified: boolean;
  readonly createdAtMs: number;
  /** Videos that were there when the account was created. */
  readonly startVideos: number;
  /** Time between two new videos; 0 posts none by itself. */
  readonly postEveryMs: number;
  readonly startFollowers: number;
  /** `deleted` and `banned` accounts cannot log in any more. */
  state: 'active' | 'deleted' | 'banned';
  /** By video number; what is not here is public. */
  readonly hidden: Record<number, Exclude<Visibility, 'public'>>;
  readonly posts: Post[];
  readonly videoShifts: Record<number, VideoShift>;
  readonly shift: { followers: number; following: number; likes: number };
}

export interface AuthCode {
  readonly id: string;
  readonly accountId: string;
  readonly scopes: readonly string[];
  readonly redirectUri: string;
  readonly challenge: string | undefined;
  readonly expiresAtMs: number;
  isUsed: boolean;
}

export interface AccessGrant {
  readonly id: string;
  readonly accountId: string;
  readonly scopes: readonly string[];
  expiresAtMs: number;
  isRevoked: boolean;
}

export interface RefreshGrant {
  readonly id: string;
  readonly accountId: string;
  readonly scopes: readonly string[];
  readonly expiresAtMs: number;
  /** `used` when it was rotated away, `revoked` when the consent ended. */
  state: 'live' | 'used' | 'revoked';
  /** Sent again after it was used. */
  reuses: number;
}
