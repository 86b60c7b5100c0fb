/** The shop whose orders are taken over. `platform` is the name in the database. */
export interface ImportTarget {
  readonly tenantId: string;
  readonly shopId: string;
  readonly platform: string;
}
