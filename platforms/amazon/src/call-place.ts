import type { Secret } from '@shopfleet/kernel';

/** For whom and where a call is made: usage plans are counted by `owner`, tokens belong to one region. */
export interface CallPlace {
  readonly owner: string;
  readonly baseUrl: string;
  /** As `ShopAccess.token`. */
  token(refused?: Secret): Promise<Secret>;
}
