import { type AccountRequest, createAccount, findAccount } from './accounts.ts';
import { changeSettings } from './change-settings.ts';
import type { ActiveFault, FaultRule } from './faults.ts';
import { followersOf, followingOf, type VideoCounters } from './growth.ts';
import type { LimitReport } from './limiter.ts';
import type { Account, VideoShift, Visibility } from './model.ts';
import { allScopes, lifetimesOf, type Settings } from './settings.ts';
import { endTokens, expireAccess, grantedScopes, isGranted, issueCode, issuePair } from './tokens.ts';
import { countersOf, firstPostNo, likesOf, publicVideos, videoById, videoId, videosBefore, visibilityOf } from './videos.ts';
import type { DeliveryRecord, WebhookDelivery } from './webhook-delivery.ts';
import type { CallRecord, Counters, World } from './world.ts';

export interface AccountView {
  readonly openId: string;
  readonly username: string;
  readonly displayName: string;
  readonly state: Account['state'];
  /** Empty while not connected. */
  readonly scopes: readonly string[];
  readonly followers: number;
  readonly following: number;
  readonly likes: number;
  readonly videos: number;
}

export interface VideoTruth extends VideoCounters {
  readonly id: string;
  readonly postedSeconds: number;
}

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
export class Control {
  readonly #world: World;
  readonly #delivery: WebhookDelivery;

  constructor(world: World, delivery: WebhookDelivery) {
    this.#world = world;
    this.#delivery = delivery;
  }

  nowMs(): number {
    return this.#world.clock.nowMs();
  }

  /** Moves the clock; all that falls due happens on the way, in order, webhooks included. */
  async advance(ms: number): Promise<number> {
    if (!(Number.isFinite(ms) && ms >= 0)) throw new RangeError('ms must be a number from 0; setClock goes back');
    const { clock, timeline } = this.#world;
    await this.#delivery.settled();
    const targetMs = clock.nowMs() + ms;
    for (let nextAtMs = timeline.nextAtMs(); nextAtMs !== undefined && nextAtMs <= targetMs; nextAtMs = timeline.nextAtMs()) {
      clock.moveTo(nextAtMs);
      timeline.runDue();
      await this.#delivery.settled();
    }
    clock.moveTo(targetMs);
    return clock.nowMs();
  }

  /** Puts the clock to an instant, also an earlier one, or changes how fast it runs. */
  setClock(change: { readonly now?: string | number; readonly factor?: number }): { nowMs: number; factor: number } {
    const { clock } = this.#world;
    const nowMs = change.now === undefined ? clock.nowMs() : new Date(change.now).getTime();
    const factor = change.factor ?? clock.factor;
    if (!Number.isFinite(nowMs)) throw new RangeError(`"${change.now}" is no instant`);
    if (!(factor >= 0 && factor <= 1_000_000)) throw new RangeError('factor must be between 0 and 1000000');
    clock.set(nowMs, factor);
    return { nowMs: clock.nowMs(), factor };
  }

  settings(): Readonly<Settings> {
    return this.#world.settings;
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

  accounts(range: { readonly limit?: number; readonly offset?: number; readonly search?: string } = {}): AccountView[] {
    const { limit = 100, offset = 0, search = '' } = range;
    const views: AccountView[] = [];
    let skipped = 0;
    for (const account of this.#world.accounts.all()) {
      if (views.length >= limit) break;
      if (search !== '' && !account.username.includes(search) && account.id !== search) continue;
      if (skipped++ >= offset) views.push(this.account(account.id));
    }
    return views;
  }

  /** What the platform would show of an account now. @throws RangeError when there is none. */
  account(reference: string): AccountView {
    const world = this.#world;
    const account = findAccount(world, reference);
    return {
      openId: account.id,
      username: account.username,
      displayName: account.displayName,
      state: account.state,
      scopes: grantedScopes(world, account.id) ?? [],
      followers: followersOf(world.seed, account, world.clock.nowMs(), world.settings.growthStepMs),
      following: followingOf(world.seed, account, world.clock.nowMs()),
      likes: likesOf(world, account),
      videos: publicVideos(world, account),
    };
  }

  /** The public videos of an account now, the newest first: what a faithful reader must find. */
  videos(reference: string, limit = Number.POSITIVE_INFINITY): VideoTruth[] {
    const account = findAccount(this.#world, reference);
    return videosBefore(this.#world, account, this.nowMs() + 1, limit).map((video) => ({
      id: videoId(account, video),
      postedSeconds: video.postedSeconds,
      ...countersOf(this.#world, account, video),
    }));
  }

  /** Somebody posts a video now. */
  post(reference: string, video: { readonly description?: string; readonly durationSeconds?: number } = {}): VideoTruth {
    const account = findAccount(this.#world, reference);
    const [newest] = videosBefore(this.#world, account, this.nowMs() + 1, 1);
    // Two videos of one second could not be told apart by the cursor.
    const postedSeconds = Math.max(this.#world.clock.nowSeconds(), (newest?.postedSeconds ?? 0) + 1);
    account.posts.push({
      no: firstPostNo + account.posts.length,
      postedSeconds,
      description: (video.description ?? '').slice(0, 150),
      durationSeconds: video.durationSeconds ?? 15,
    });
    this.#save(account);
    const ref = { no: firstPostNo + account.posts.length - 1, postedSeconds };
    return { id: videoId(account, ref), postedSeconds, ...countersOf(this.#world, account, ref) };
  }

  /** Hides a video, deletes it for good, or makes it public again. */
  setVisibility(reference: string, id: string, visibility: Visibility): void {
    const { account, no } = this.#video(reference, id);
    if (visibilityOf(account, no) === 'deleted') throw new RangeError(`video ${id} is deleted`);
    if (!['public', 'private', 'friends', 'review', 'deleted'].includes(visibility)) throw new RangeError(`no visibility ${visibility}`);
    if (visibility === 'public') delete account.hidden[no];
    else account.hidden[no] = visibility;
    this.#save(account);
  }

  /** Adds to the counters of a video for good; negative numbers let them fall. */
  shiftVideo(reference: string, id: string, shift: Partial<VideoShift>): VideoTruth {
    const { account, no, video } = this.#video(reference, id);
    const old = account.videoShifts[no] ?? { views: 0, likes: 0, comments: 0, shares: 0 };
    account.videoShifts[no] = {
      views: old.views + (shift.views ?? 0),
      likes: old.likes + (shift.likes ?? 0),
      comments: old.comments + (shift.comments ?? 0),
      shares: old.shares + (shift.shares ?? 0),
    };
    this.#save(account);
    return { id, postedSeconds: video.postedSeconds, ...countersOf(this.#world, account, video) };
  }

  shiftAccount(reference: string, shift: Partial<Account['shift']>): AccountView {
    const account = findAccount(this.#world, reference);
    account.shift.followers += shift.followers ?? 0;
    account.shift.following += shift.following ?? 0;
    account.shift.likes += shift.likes ?? 0;
    this.#save(account);
    return this.account(account.id);
  }

  /** The user changes what the profile shows. @throws RangeError when the user name is taken. */
  changeProfile(reference: string, change: { username?: string; displayName?: string; bio?: string; isVerified?: boolean }): AccountView {
    const account = findAccount(this.#world, reference);
    const { username, ...rest } = change;
    if (username !== undefined && username !== account.username) {
      if (this.#world.accountsByName.has(username)) throw new RangeError(`the user name ${username} is taken`);
      this.#world.accountsByName.delete(account.username);
      this.#world.accountsByName.set(username, account.id);
      account.username = username;
    }
    if (rest.displayName !== undefined) account.displayName = rest.displayName;
    if (rest.bio !== undefined) account.bio = rest.bio;
    if (rest.isVerified !== undefined) account.isVerified = rest.isVerified;
    this.#save(account);
    return this.account(account.id);
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
    this.#save(account);
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

  addFault(rule: FaultRule): ActiveFault {
    return this.#world.faults.add(rule);
  }

  removeFault(id: string): boolean {
    return this.#world.faults.remove(id);
  }

  clearFaults(): void {
    this.#world.faults.clear();
  }

  faults(): readonly ActiveFault[] {
    return this.#world.faults.list();
  }

  /** For each operation: requests, refused ones, and the most that any sliding window held. */
  limits(): LimitReport[] {
    return this.#world.limiter.report();
  }

  resetLimits(): void {
    this.#world.limiter.reset();
  }

  counters(): Readonly<Counters> {
    return this.#world.counters;
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

  /** The last calls, oldest first. */
  callLog(): readonly CallRecord[] {
    return this.#world.callLog;
  }

  webhookLog(): readonly DeliveryRecord[] {
    return this.#delivery.records;
  }

  resendWebhook(id: string): boolean {
    return this.#delivery.resend(id);
  }

  /** Resolves once no webhook is under way. */
  async webhooksSettled(): Promise<void> {
    await this.#delivery.settled();
  }

  #video(reference: string, id: string) {
    const account = findAccount(this.#world, reference);
    const video = videoById(this.#world, account, id);
    if (!video) throw new RangeError(`no video ${id} of ${account.username}`);
    return { account, video, no: video.no };
  }

  #save(account: Account): void {
    this.#world.accounts.save(account);
    this.#world.likes.delete(account.id);
  }
}
