/** A store with a person in charge (PIC). */
export interface OutletRow {
  readonly tenantId: string;
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly picName: string;
  readonly picContact: string;
  readonly groupName: string;
  readonly timeZone: string;
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly archivedAt: Date | undefined;
}

/** What people write about an outlet. */
export type OutletFields = Pick<OutletRow, 'code' | 'name' | 'picName' | 'picContact' | 'groupName' | 'timeZone'>;

export interface RawOutlet extends Record<string, unknown> {
  tenant_id: string;
  id: string;
  code: string;
  name: string;
  pic_name: string;
  pic_contact: string;
  group_name: string;
  time_zone: string;
  version: number;
  created_at: string | Date;
  updated_at: string | Date;
  archived_at: string | Date | null;
}

export function toOutletRow(raw: RawOutlet): OutletRow {
  return {
    tenantId: raw.tenant_id,
    id: raw.id,
    code: raw.code,
    name: raw.name,
    picName: raw.pic_name,
    picContact: raw.pic_contact,
    groupName: raw.group_name,
    timeZone: raw.time_zone,
    version: raw.version,
    createdAt: new Date(raw.created_at),
    updatedAt: new Date(raw.updated_at),
    archivedAt: raw.archived_at === null ? undefined : new Date(raw.archived_at),
  };
}
