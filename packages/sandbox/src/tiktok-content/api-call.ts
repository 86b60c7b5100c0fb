import type { Account } from './model.ts';
import type { World } from './world.ts';

/** One admitted call of the API: whose token it carries and what it asks. */
export interface ApiCall {
  readonly world: World;
  readonly account: Account;
  readonly scopes: readonly string[];
  readonly query: ReadonlyMap<string, string>;
  /** The JSON body; an empty one counts as `{}`. */
  readonly body: Readonly<Record<string, unknown>>;
}
