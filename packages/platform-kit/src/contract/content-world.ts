import type { AccountAccess, Platform, TokenGrant } from '../port.ts';

/** What can go wrong, in the sandbox's hands. It strikes the next `times` calls of the named kind, of this account if one is named. */
export interface ContentTrouble {
  readonly kind: 'too-many' | 'broken' | 'broken-page' | 'silent' | 'refused-token';
  readonly on: 'profile' | 'list' | 'query' | 'refresh';
  readonly times: number;
  readonly account?: string;
}

export interface ConnectedAccount {
  readonly access: AccountAccess;
  /** As the code brought it. */
  readonly grant: TokenGrant;
}

export interface TrueVideo {
  readonly id: string;
  readonly views: number;
  readonly likes: number;
  readonly comments: number;
  readonly shares: number;
}

/** A platform of content accounts with its sandbox. Every lever moves the sandbox, never the adapter. */
export interface ContentWorld extends AsyncDisposable {
  readonly platform: Platform;
  /** An account with more videos than fit on three pages, all of them public. */
  readonly account: string;
  /** A person goes through the real consent page and leaves only these scopes ticked (default: all that are asked for). */
  connect(account: string, scopes?: readonly string[]): Promise<ConnectedAccount>;
  /** Another account, of few videos. */
  newAccount(): Promise<string>;
  /** A person refuses; gives what the platform's redirect brings. */
  refuse(account: string): Promise<Readonly<Record<string, string>>>;
  /** A code as the redirect brings it, not exchanged yet, and what it must be exchanged with. */
  consent(account: string): Promise<{ code: string; redirectUrl: string; verifier: string }>;
  /** The public videos now, the newest first, and the counters of the profile. */
  videos(account: string): readonly TrueVideo[];
  profile(account: string): { name: string; followers: number; following: number; likes: number; videos: number };
  post(account: string): string;
  hide(account: string, video: string, how: 'private' | 'deleted'): void;
  /** The counters of a video fall. */
  lower(account: string, video: string): void;
  /** From now on, pages are short or empty now and then while there are more. */
  thinPages(): void;
  cause(trouble: ContentTrouble): void;
  /** The access token ends now. */
  expireToken(account: string): void;
  /** How often tokens were refreshed, and how many calls of a kind reached the platform. */
  refreshes(): number;
  calls(on: ContentTrouble['on']): number;
  /** The account takes its permission back at the platform; gives the event about it as it came in. */
  removeApp(account: string): Promise<{ headers: Record<string, string>; rawBody: Uint8Array }>;
}
