/** The shop whose orders are taken over. `platform` is the name in the database. */
export interface ImportTarget {
  readonly tenantId: string;
  readonly shopId: string;
  readonly platform: string;
  /** When the read began, by the hub's clock; left out where the answer cannot have been overtaken. */
  readonly readFrom?: Date;
}
