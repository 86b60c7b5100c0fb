import type { contentRunRoutes } from '@shopfleet/contracts';
import type { Tx } from '@shopfleet/db';
import { HubError } from '@shopfleet/kernel';
import { sql } from 'drizzle-orm';
import type { z } from 'zod';
import { type Actor, recordAudit } from '../../audit/index.ts';
import type { ContentSyncDeps } from './sync-deps.ts';

export type ContentSettingsView = z.infer<typeof contentRunRoutes.contentSettingsSchema>;

interface RawSettings extends Record<string, unknown> {
  keep_video_days_months: number | null;
  keep_profile_days_months: number | null;
  is_archiving: boolean;
  version: number;
}

/** How long an organisation keeps its history; null keeps for good, as long as nobody has said otherwise. */
export async function readContentSettings(tx: Tx): Promise<ContentSettingsView> {
  const { rows } = await tx.execute<RawSettings>(
    sql`select keep_video_days_months, keep_profile_days_months, is_archiving, version from content_settings`,
  );
  const [row] = rows;
  if (!row) return { keepVideoDaysMonths: null, keepProfileDaysMonths: null, isArchiving: true, version: 0 };
  return viewSettings(row);
}

function viewSettings(row: RawSettings): ContentSettingsView {
  return {
    keepVideoDaysMonths: row.keep_video_days_months,
    keepProfileDaysMonths: row.keep_profile_days_months,
    isArchiving: row.is_archiving,
    version: row.version,
  };
}

/** What may be changed; whoever says nothing of files leaves that as it is. */
export type SettingsChange = Omit<ContentSettingsView, 'version' | 'isArchiving'> & { readonly isArchiving?: boolean | undefined };

/** Changes them from the version that the caller saw (undefined: whatever it is). Throws `PRECONDITION_FAILED`. */
export async function changeContentSettings(
  tx: Tx,
  deps: Pick<ContentSyncDeps, 'clock'>,
  { tenantId, actor, expected, settings }: { tenantId: string; actor: Actor; expected: number | undefined; settings: SettingsChange },
): Promise<ContentSettingsView> {
  const { rows } = await tx.execute<RawSettings>(sql`
    insert into content_settings as s (tenant_id, keep_video_days_months, keep_profile_days_months, is_archiving)
    select ${tenantId}, ${settings.keepVideoDaysMonths}, ${settings.keepProfileDaysMonths}, ${settings.isArchiving ?? true}
    where ${expected ?? 0} = 0 or exists (select from content_settings)
    on conflict (tenant_id) do update set keep_video_days_months = excluded.keep_video_days_months,
      keep_profile_days_months = excluded.keep_profile_days_months,
      is_archiving = coalesce(${settings.isArchiving ?? null}::boolean, s.is_archiving), version = s.version + 1, updated_at = now()
      where s.version = ${expected ?? null}::integer or ${expected === undefined}
    returning keep_video_days_months, keep_profile_days_months, is_archiving, version`);
  const [row] = rows;
  if (!row) throw new HubError('PRECONDITION_FAILED', { message: 'Somebody else changed these settings; read them again' });
  await recordAudit(tx, deps.clock, tenantId, {
    actor,
    action: 'content.settings-changed',
    subject: { kind: 'tenant', id: tenantId },
    detail: settings,
  });
  return viewSettings(row);
}
