/** What was asked for, once nothing is wrong with it. */
export interface Asked {
  readonly scopes: readonly string[];
  readonly redirectUri: string;
  readonly state: string;
  readonly challenge: string | undefined;
  /** Preselects who logs in, by open_id or user name. The sandbox's own; the real page does not know it. */
  readonly hint: string | undefined;
}
