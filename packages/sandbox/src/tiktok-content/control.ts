import { PlatformControl } from '../stage/platform-control.ts';
import type { WebhookDelivery } from '../stage/webhook-delivery.ts';
import { type AccountHistory, accountHistory } from './account-history.ts';
import { type AccountRange, type AccountView, type VideoTruth, viewAccount, viewAccounts, viewVideos } from './account-view.ts';
import { type AccountRequest, createAccount, findAccount } from './accounts.ts';
import { changeSettings } from './change-settings.ts';
import type { FaultRule } from './faults.ts';
import type { LimitReport } from './limiter.ts';
import type { Account, VideoShift, Visibility } from './model.ts';
import { changeProfile, type ProfileChange, postVideo, setVisibility, shiftAccount, shiftVideo } from './owner-deeds.ts';
import { allScopes, lifetimesOf, type Settings } from './settings.ts';
import { endTokens, expireAccess, isGranted, issueCode, issuePair } from './tokens.ts';
import type { DeliveryRecord } from './webhook-delivery.ts';
import type { World } from './world.ts';

export interface TokenView {
  readonly openId: string;
  readonly username: string;
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly expiresIn: number;
  readonly refreshExpiresIn: number;
  readonly scopes: readonly string[];
}

/** The hand that moves the platform: people, time and trouble. Accounts go by open_id or user name. */
export class Control extends PlatformControl<World, FaultRule, DeliveryRecord> {
  readonly #world: World;
  readonly #delivery: WebhookDelivery<DeliveryRecord>;

  constructor(world: World, delivery: WebhookDelivery<DeliveryRecord>) {
    super(world, delivery);
    this.#world = world;
    this.#delivery = delivery;
  }

  clock(): { readonly nowMs: number; readonly factor: number } {
    return { nowMs: this.nowMs(), factor: this.#world.clock.factor };
  }

  /** Puts the clock to an instant, also an earlier one, or changes how fast it runs. */
  setClock(change: { readonly now?: string | number; readonly factor?: number }): ReturnType<Control['clock']> {
    const { clock } = this.#world;
    const nowMs = change.now === undefined ? clock.nowMs() : new Date(change.now).getTime();
    const factor = change.factor ?? clock.factor;
    if (!Number.isFinite(nowMs)) throw new RangeError(`"${change.now}" is no instant`);
    if (!(factor >= 0 && factor <= 1_000_000)) throw new RangeError('factor must be between 0 and 1000000');
    clock.set(nowMs, factor);
    return this.clock();
  }

  /** Changes some settings. @throws RangeError for an unknown name or a value that cannot be. */
  configure(changes: Partial<Settings>): Readonly<Settings> {
    return changeSettings(this.#world.settings, changes);
  }

  createAccount(request: AccountRequest = {}): AccountView {
    return this.account(createAccount(this.#world, request).id);
  }

  /** Many at once, all alike but for their names and fortunes; answers with their open_ids. */
  createAccounts(request: Omit<AccountRequest, 'username' | 'displayName'> & { readonly count: number }): string[] {
    const { count, ...alike } = request;
    if (!(Number.isSafeInteger(count) && count >= 0)) throw new RangeError('count must be a whole number from 0');
    return Array.from({ length: count }, () => createAccount(this.#world, alike).id);
  }

  accountCount(): number {
    return this.#world.accounts.size;
  }

  accounts(range: AccountRange = {}): AccountView[] {
    return viewAccounts(this.#world, range);
  }

  /** What the platform would show of an account now. @throws RangeError when there is none. */
  account(reference: string): AccountView {
    return viewAccount(this.#world, reference);
  }

  /** The public videos of an account now, the newest first: what a faithful reader must find. */
  videos(reference: string, limit = Number.POSITIVE_INFINITY): VideoTruth[] {
    return viewVideos(this.#world, reference, limit);
  }

  /** What the platform would have shown of an account at these instants (milliseconds). */
  history(reference: string, instantsMs: readonly number[]): AccountHistory {
    return accountHistory(this.#world, reference, instantsMs);
  }

  /** Somebody posts a video now. */
  post(reference: string, video: Parameters<typeof postVideo>[2] = {}): VideoTruth {
    return postVideo(this.#world, reference, video);
  }

  /** Hides a video, deletes it for good, or makes it public again. */
  setVisibility(reference: string, id: string, visibility: Visibility): void {
    setVisibility(this.#world, reference, id, visibility);
  }

  /** Adds to the counters of a video for good; negative numbers let them fall. */
  shiftVideo(reference: string, id: string, shift: Partial<VideoShift>): VideoTruth {
    return shiftVideo(this.#world, reference, id, shift);
  }

  shiftAccount(reference: string, shift: Partial<Account['shift']>): AccountView {
    return shiftAccount(this.#world, reference, shift);
  }

  /** The user changes what the profile shows. @throws RangeError when the user name is taken. */
  changeProfile(reference: string, change: ProfileChange): AccountView {
    return changeProfile(this.#world, reference, change);
  }

  /** The consent of an account without its page: the code that the callback would bring. */
  authorize(reference: string, consent: { scopes?: readonly string[]; redirectUri?: string; challenge?: string } = {}) {
    const account = findAccount(this.#world, reference);
    const { scopes = this.#world.settings.approvedScopes, redirectUri = this.#world.settings.redirectUris[0] ?? '', challenge } = consent;
    return { openId: account.id, code: issueCode(this.#world, account, { scopes, redirectUri, challenge }).id, redirectUri };
  }

  /** Tokens without consent and exchange, for loads of thousands of accounts: of those named, or of all. */
  grant(request: { readonly accounts?: readonly string[]; readonly scopes?: readonly string[] } = {}): TokenView[] {
    const world = this.#world;
    const accounts = request.accounts?.map((reference) => findAccount(world, reference)) ?? [...world.accounts.all()];
    const lives = lifetimesOf(world.settings);
    return accounts.map((account) => {
      const { access, refresh } = issuePair(world, account.id, request.scopes ?? allScopes);
      return {
        openId: account.id,
        username: account.username,
        accessToken: access.id,
        refreshToken: refresh.id,
        expiresIn: lives.access,
        refreshExpiresIn: lives.refresh,
        scopes: access.scopes,
      };
    });
  }

  /** The consent ends, for a reason of the documentation (1: by the user, 2: deleted, 3: age, 4: banned); the event follows. */
  removeAuthorization(reference: string, reason = 1): boolean {
    const world = this.#world;
    const account = findAccount(world, reference);
    if (![0, 1, 2, 3, 4, 5].includes(reason)) throw new RangeError('reason must be between 0 and 5');
    if (reason === 2) account.state = 'deleted';
    if (reason === 4) account.state = 'banned';
    world.accounts.save(account);
    const wasGranted = endTokens(world, account.id);
    if (wasGranted) world.emit({ event: 'authorization.removed', accountId: account.id, content: { reason } });
    return wasGranted;
  }

  /** Ends the access tokens of an account, or of all, without an event; refresh tokens stay. */
  expireTokens(reference?: string): number {
    const world = this.#world;
    if (reference !== undefined) return expireAccess(world, findAccount(world, reference).id);
    let count = 0;
    for (const account of world.accounts.all()) count += expireAccess(world, account.id);
    return count;
  }

  /** Sends any event of the documentation about an account. */
  sendWebhook(reference: string, event: string, content: Readonly<Record<string, unknown>> = {}): void {
    this.#world.emit({ event, accountId: findAccount(this.#world, reference).id, content });
  }

  /** For each operation: requests, refused ones, and the most that any sliding window held. */
  limits(): LimitReport[] {
    return this.#world.limiter.report();
  }

  resetLimits(): void {
    this.#world.limiter.reset();
  }

  /** Accounts whose used refresh tokens were sent again, with how often. */
  refreshTokenReuses(): { openId: string; reuses: number }[] {
    const byAccount = new Map<string, number>();
    for (const { accountId, reuses } of this.#world.refreshGrants.all()) {
      if (reuses > 0) byAccount.set(accountId, (byAccount.get(accountId) ?? 0) + reuses);
    }
    return [...byAccount].map(([openId, reuses]) => ({ openId, reuses }));
  }

  connectedCount(): number {
    let count = 0;
    for (const accountId of this.#world.tokensOf.keys()) if (isGranted(this.#world, accountId)) count += 1;
    return count;
  }

  /** Sends an event once more, as a duplicate would come. */
  resendWebhook(id: string): boolean {
    return this.#delivery.resend((record) => record.id === id);
  }
}
