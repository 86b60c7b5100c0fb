import type { TestDatabase } from '@shopfleet/test-kit';

const mark = 'marker-of-the-owner';
const sha256 = 'a'.repeat(64);
const videoId = '7000000000000000001';

const statements = [
  `insert into connection (tenant_id, id, platform, status, external_account_id, account_name) values ($1, 'con_m', 'other', 'connected', '${mark}', '${mark}')`,
  `insert into shop (tenant_id, id, connection_id, platform, region, external_id, name) values ($1, 'shp_m', 'con_m', 'other', 'ID', '${mark}', '${mark}')`,
  `insert into run (tenant_id, id, kind, requested_by, message) values ($1, 'run_m', 'orders', 'test', '${mark}')`,
  `insert into location (tenant_id, id, name) values ($1, 'loc_m', '${mark}')`,
  `insert into sku (tenant_id, id, code, name) values ($1, 'sku_m', '${mark}', '${mark}')`,
  `insert into listing (tenant_id, id, shop_id, external_id, title, status) values ($1, 'lst_m', 'shp_m', '${mark}', '${mark}', 'live')`,
  `insert into listing_variant (tenant_id, id, listing_id, shop_id, external_id, name, mapping_version)
     values ($1, 'var_m', 'lst_m', 'shp_m', '${mark}', '${mark}', 1)`,
  `insert into listing_picture (tenant_id, listing_id, key, url, place, sha256) values ($1, 'lst_m', '${mark}', '${mark}', 0, '${sha256}')`,
  `insert into mapping_change (tenant_id, id, variant_id, version, kind, before, after, was_by_hand, batch_id, actor, at)
     values ($1, 'mch_m', 'var_m', 1, 'removed', '[]', '[]', false, 'mba_m', '${mark}', now())`,
  `insert into orders (tenant_id, id, shop_id, platform, external_id, status, external_status, external_version, placed_at, buyer_name, currency, total_minor)
     values ($1, 'ord_m', 'shp_m', 'other', '${mark}', 'to_arrange', 'X', 1, now(), '${mark}', 'IDR', 1000)`,
  `insert into package (tenant_id, id, shop_id, status, tracking_number) values ($1, 'pkg_m', 'shp_m', 'to_hand_over', '${mark}')`,
  `insert into label (tenant_id, id, package_id, format, sha256, bytes) values ($1, 'lbl_m', 'pkg_m', 'application/pdf', '${sha256}', 10)`,
  `insert into fulfil_rule (tenant_id, id, position, name, action) values ($1, 'rul_m', 1, '${mark}', 'skip')`,
  `insert into agent (tenant_id, id, name, token_hash) values ($1, 'agt_m', '${mark}', '${mark}')`,
  `insert into printer (tenant_id, id, agent_id, name, driver, media) values ($1, 'prn_m', 'agt_m', '${mark}', '{"kind":"pdf-file","directory":"/nowhere"}',
     '{"widthMm":100,"heightMm":150,"dpi":203,"language":"pdf"}')`,
  `insert into print_job (tenant_id, id, document_kind, title, source_sha256, source_format, printer_id, dedupe_key, requested_by, expires_at, order_id)
     values ($1, 'pjb_m', 'label', '${mark}', '${sha256}', 'application/pdf', 'prn_m', 'k', 'test', now() + interval '1 hour', 'ord_m')`,
  `insert into template (tenant_id, id, name, kind, media) values ($1, 'tpl_m', '${mark}', 'label', '{}')`,
  `insert into template_image (tenant_id, sha256, format, width, height, bytes, uploaded_by) values ($1, '${sha256}', 'image/png', 1, 1, 10, '${mark}')`,
  `insert into invitation (tenant_id, id, email, role, token_hash, invited_by, expires_at) values ($1, 'inv_m', '${mark}@example.com', 'viewer', 'x', 'y', now() + interval '1 day')`,
  `insert into api_key (tenant_id, id, name, hint, key_hash, scopes, created_by) values ($1, 'key_m', '${mark}', 'sfk', 'h', '{orders:read}', 'x')`,
  `insert into outlet (tenant_id, id, code, name, pic_name, pic_contact, group_name, time_zone)
     values ($1, 'out_m', 'STORE-M', '${mark}', '${mark}', '${mark}', '${mark}', 'Asia/Jakarta')`,
  `insert into outlet_invitation (tenant_id, id, outlet_id, token_hash, kind, created_by, expires_at)
     values ($1, 'oiv_m', 'out_m', '${mark}', 'until-connected', 'x', now() + interval '1 day')`,
  `insert into content_account (tenant_id, id, outlet_id, connection_id, platform, external_id, handle, display_name, time_zone)
     values ($1, 'acc_m', 'out_m', 'con_m', 'other', '${mark}', '${mark}', '${mark}', 'Asia/Jakarta')`,
  `insert into content_day (tenant_id, account_id, day, profile_at, display_name, followers, following, likes, videos, videos_at, seen_videos, views)
     values ($1, 'acc_m', current_date, now(), '${mark}', 1, 1, 1, 1, now(), 1, 1)`,
  `insert into content_video (tenant_id, account_id, no, external_id, posted_at, description, first_day, last_day)
     values ($1, 'acc_m', 1, '${videoId}', now(), '${mark}', current_date, current_date)`,
  `insert into content_video_day (tenant_id, account_id, day, is_key, nos, views, likes, comments, shares)
     values ($1, 'acc_m', current_date, true, '{1}', '{1}', '{1}', '{1}', '{1}')`,
  `insert into content_sync_log (tenant_id, id, outlet_id, account_id, job, status, message)
     values ($1, 'csl_m', 'out_m', 'acc_m', 'user', 'failed', '${mark}')`,
  `insert into sync_log (tenant_id, id, shop_id, stream, status, message) values ($1, 'syl_m', 'shp_m', 'orders', 'failed', '${mark}')`,
  `insert into inbound_event (id, tenant_id, platform, shop_id, topic, dedupe_key, body, state, reason)
     values ('evt_m', $1, 'other', 'shp_m', '${mark}', '${mark}', '', 'parked', '${mark}')`,
];

/** Puts one recognisable thing of every kind into an organisation; gives their ids by the name of the path parameter. */
export async function plantMarkers(database: TestDatabase, tenantId: string): Promise<Record<string, string>> {
  for (const statement of statements) await database.query(statement, [tenantId]);
  return {
    shopId: 'shp_m',
    runId: 'run_m',
    skuId: 'sku_m',
    listingId: 'lst_m',
    productId: 'lst_m',
    variantId: 'var_m',
    changeId: 'mch_m',
    batchId: 'mba_m',
    orderId: 'ord_m',
    packageId: 'pkg_m',
    labelId: 'lbl_m',
    ruleId: 'rul_m',
    agentId: 'agt_m',
    printerId: 'prn_m',
    jobId: 'pjb_m',
    printJobId: 'pjb_m',
    templateId: 'tpl_m',
    sha256,
    invitationId: 'inv_m',
    keyId: 'key_m',
    outletId: 'out_m',
    accountId: 'acc_m',
    videoId,
    // A refusal repeats the code that was asked for.
    store_code: 'STORE-M',
    platform: 'tiktok',
  };
}

/** What in a text can only come from the owner's organisation. */
export function findMarkers(text: string, owner: { tenantId: string; email: string }): string[] {
  return [mark, owner.tenantId, owner.email].filter((known) => text.includes(known));
}
