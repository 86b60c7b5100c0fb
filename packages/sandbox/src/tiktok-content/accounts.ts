import { createHash } from 'node:crypto';
import { bellOf, bitsOf } from './chance.ts';
import type { Account } from './model.ts';
import { mostAccounts } from './videos.ts';
import type { World } from './world.ts';

const topics = { name: 30, followers: 31, verified: 32, videos: 33 } as const;
const firstWords = [
  'kopi',
  'batik',
  'warung',
  'toko',
  'rumah',
  'dapur',
  'kedai',
  'gerai',
  'sepatu',
  'tas',
  'kue',
  'sambal',
  'teh',
  'bunga',
];
const secondWords = [
  'senja',
  'nusantara',
  'melati',
  'jaya',
  'merah',
  'cahaya',
  'bahagia',
  'kota',
  'mawar',
  'baru',
  'sari',
  'indah',
  'murni',
];

export interface AccountRequest {
  /** Default: made up from the position, such as `kopi_senja_0007`. */
  readonly username?: string;
  readonly displayName?: string;
  readonly bio?: string;
  readonly isVerified?: boolean;
  /** Videos that are there at once, the newest a little while ago. Default: 8 to 40. */
  readonly videos?: number;
  /** Default 36 hours; 0 posts none by itself. */
  readonly postEveryMs?: number;
  readonly followers?: number;
}

/** @throws RangeError when the name is taken or a number cannot be. */
export function createAccount(world: World, request: AccountRequest = {}): Account {
  const index = world.accounts.size;
  if (index >= mostAccounts) throw new RangeError(`there can be at most ${mostAccounts} accounts`);
  for (const number of [request.videos, request.postEveryMs, request.followers]) {
    if (number !== undefined && !(Number.isSafeInteger(number) && number >= 0)) throw new RangeError(`${number} is no whole number from 0`);
  }
  if ((request.videos ?? 0) > 10_000) throw new RangeError('an account begins with at most 10000 videos');
  if (request.postEveryMs !== undefined && request.postEveryMs > 0 && request.postEveryMs < 10_000) {
    throw new RangeError('postEveryMs must be 0 or at least 10000');
  }
  const username = request.username ?? madeUpName(world.seed, index);
  checkUsername(world, username);
  const digest = createHash('sha256').update(`${world.seed}/${index}`).digest();
  const account: Account = {
    id: `-000${digest.subarray(0, 24).toString('base64url')}`,
    index,
    unionId: uuidOf(digest.subarray(16)),
    username,
    displayName: request.displayName ?? titleOf(username),
    bio: request.bio ?? '',
    isVerified: request.isVerified ?? bitsOf(world.seed, index, 0, topics.verified) % 20 === 0,
    createdAtMs: world.clock.nowMs(),
    startVideos: request.videos ?? 8 + (bitsOf(world.seed, index, 0, topics.videos) % 33),
    postEveryMs: request.postEveryMs ?? 36 * 3_600_000,
    startFollowers: request.followers ?? Math.floor(1_500 * Math.exp(bellOf(world.seed, index, 0, topics.followers))),
    state: 'active',
    hidden: {},
    posts: [],
    videoShifts: {},
    shift: { followers: 0, following: 0, likes: 0 },
  };
  world.accountsByName.set(username, account.id);
  return world.accounts.save(account);
}

/** @throws RangeError when the name cannot be or is taken. */
export function checkUsername(world: World, username: string): void {
  if (!/^[a-z0-9._]{2,24}$/.test(username)) throw new RangeError(`"${username}" is no user name: 2 to 24 of a-z 0-9 . _`);
  if (world.accountsByName.has(username)) throw new RangeError(`the user name ${username} is taken`);
}

/** By `open_id` or user name. @throws RangeError when there is none. */
export function findAccount(world: World, reference: string): Account {
  const account = world.accounts.get(reference) ?? world.accounts.get(world.accountsByName.get(reference.replace(/^@/, '')) ?? '');
  if (!account) throw new RangeError(`no account ${reference}`);
  return account;
}

function madeUpName(seed: number, index: number): string {
  const bits = bitsOf(seed, index, 0, topics.name);
  const first = firstWords[bits % firstWords.length] ?? 'kopi';
  const second = secondWords[(bits >>> 8) % secondWords.length] ?? 'senja';
  return `${first}_${second}_${String(index + 1).padStart(4, '0')}`;
}

function titleOf(username: string): string {
  return username
    .split(/[._]/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ');
}

function uuidOf(bytes: Uint8Array): string {
  const hex = Buffer.from(bytes).toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
