import { Secret } from '@shopfleet/kernel';
import { createTestHub, type TestHub, type TestUser } from '@shopfleet/test-kit/hub';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

interface Outlet {
  id: string;
  code: string;
  name: string;
  groupName: string;
  timeZone: string;
  status: string;
  version: number;
  openInvitations: number;
}
interface Page {
  items: Outlet[];
  nextCursor: string | null;
}

const nowhere = 'http://127.0.0.1:9';
let hub: TestHub;
let owner: TestUser;
beforeAll(async () => {
  hub = await createTestHub({
    config: {
      tiktokContent: {
        clientKey: 'key',
        clientSecret: new Secret('secret'),
        redirectUrl: undefined,
        requestsPerMinute: 600,
        scopes: undefined,
        apiBaseUrl: nowhere,
        authorizationUrl: nowhere,
        allowedOrigins: [nowhere],
      },
    },
  });
});
beforeEach(async () => {
  owner = await hub.register();
});
afterAll(() => hub.stop());

async function call(method: string, path: string, json?: unknown, headers: Record<string, string> = {}, user: TestUser = owner) {
  const answer = await hub.fetchAs(user, path, { method, headers, ...(json === undefined ? {} : { json }) });
  const text = await answer.text();
  const isJson = answer.headers.get('content-type')?.includes('json');
  return { status: answer.status, body: isJson ? JSON.parse(text) : text, headers: answer.headers };
}
const make = async (code: string, more: object = {}): Promise<Outlet> =>
  (await call('POST', '/api/outlets', { code, name: `Kopi ${code}`, picName: 'Dewi', ...more })).body;
const importCsv = (csv: string, options: object = {}) => call('POST', '/api/outlets/import', { csv, ...options });

/** An account as it is after a consent, without the platform. */
async function plantAccount(outletId: string, { status = 'connected', endsIn = '90 days', handle = 'kopi' } = {}): Promise<string> {
  const id = `acc_${outletId.slice(4)}`;
  await hub.database.query(
    `insert into connection (tenant_id, id, platform, status, external_account_id, access_token, refresh_token, access_expires_at, refresh_expires_at)
     values ($1, $2, 'tiktok_content', $3, $2, '\\x00', '\\x00', now() + interval '1 hour', now() + $4::interval)`,
    [owner.tenantId, `con_${outletId}`, status, endsIn],
  );
  await hub.database.query(
    `insert into content_account (tenant_id, id, outlet_id, connection_id, platform, external_id, handle, time_zone)
     values ($1, $2, $3, $4, 'tiktok_content', $4, $5, 'UTC')`,
    [owner.tenantId, id, outletId, `con_${outletId}`, handle],
  );
  return id;
}

describe('an outlet', () => {
  test('is made, changed over the version that was seen, archived and brought back', async () => {
    const outlet = await make('JKT-1', { timeZone: 'Asia/Jakarta', picContact: '+62 811' });
    expect(outlet).toMatchObject({ status: 'NOT_CONNECTED', version: 1, groupName: '', accounts: [], openInvitations: 0 });
    const change = (version: string, changes: object) => call('PATCH', `/api/outlets/${outlet.id}`, changes, { 'if-match': version });
    const changed = await change('"1"', { groupName: 'West' });
    expect([changed.status, changed.headers.get('etag'), changed.body.groupName, changed.body.picContact]).toEqual([
      200,
      '"2"',
      'West',
      '+62 811',
    ]);
    expect((await change('"1"', { name: 'Late' })).status).toBe(412);
    expect((await change('"2"', { timeZone: 'Mars/Olympus' })).body).toMatchObject({
      code: 'INVALID_REQUEST',
      errors: [{ path: 'timeZone' }],
    });
    expect((await change('"2"', { timeZone: '+07:00' })).status).toBe(400);

    await call('POST', `/api/outlets/${outlet.id}/invitations`, {});
    expect((await call('DELETE', `/api/outlets/${outlet.id}`)).status).toBe(204);
    expect((await call('GET', '/api/outlets')).body.items).toEqual([]);
    expect((await call('GET', '/api/outlets?isArchived=true')).body.items).toMatchObject([{ code: 'JKT-1', openInvitations: 0 }]);
    expect((await change('*', { name: 'Ghost' })).status).toBe(409);
    expect((await call('POST', `/api/outlets/${outlet.id}/invitations`, {})).status).toBe(409);
    expect((await call('POST', `/api/outlets/${outlet.id}/restore`)).body).toMatchObject({
      id: outlet.id,
      archivedAt: null,
      groupName: 'West',
    });
    expect(
      (
        await hub.database.query("select action from audit_entry where tenant_id = $1 and action like 'outlet.%' order by number", [
          owner.tenantId,
        ])
      ).map(({ action }) => action),
    ).toEqual(['outlet.created', 'outlet.changed', 'outlet.invited', 'outlet.archived', 'outlet.restored']);
  });

  test('has a code of its own in whatever case, also when it comes back', async () => {
    const first = await make('Code_1');
    expect((await call('POST', '/api/outlets', { code: 'cODE_1', name: 'Other', picName: 'Budi' })).body).toMatchObject({
      code: 'STORE_EXISTS',
    });
    await call('DELETE', `/api/outlets/${first.id}`);
    await make('CODE_1');
    expect((await call('POST', `/api/outlets/${first.id}/restore`)).body).toMatchObject({ status: 409, code: 'STORE_EXISTS' });
    const other = await make('Code_2');
    expect((await call('PATCH', `/api/outlets/${other.id}`, { code: 'code_1' })).body).toMatchObject({ code: 'STORE_EXISTS' });
  });

  test('is not archived while an account of it is connected', async () => {
    const outlet = await make('A-1');
    const accountId = await plantAccount(outlet.id);
    expect((await call('DELETE', `/api/outlets/${outlet.id}`)).status).toBe(409);
    await call('PATCH', `/api/content/accounts/${accountId}`, { outletId: null });
    expect((await call('DELETE', `/api/outlets/${outlet.id}`)).status).toBe(204);
    expect((await call('PATCH', `/api/content/accounts/${accountId}`, { outletId: outlet.id })).status).toBe(409);
  });

  test('belongs to its organisation', async () => {
    const outlet = await make('B-1');
    const accountId = await plantAccount(outlet.id);
    const stranger = await hub.register();
    for (const [method, path, json] of [
      ['GET', `/api/outlets/${outlet.id}`],
      ['PATCH', `/api/outlets/${outlet.id}`, { name: 'Mine' }],
      ['DELETE', `/api/outlets/${outlet.id}`],
      ['POST', `/api/outlets/${outlet.id}/restore`],
      ['GET', `/api/outlets/${outlet.id}/invitations`],
      ['POST', `/api/outlets/${outlet.id}/invitations`, {}],
      ['PATCH', `/api/content/accounts/${accountId}`, { timeZone: 'UTC' }],
      ['DELETE', `/api/tiktok/auth/disconnect/${accountId}`],
      ['POST', '/api/tiktok/auth/start', { outletId: outlet.id }],
    ] as const) {
      expect([path, (await call(method, path, json, {}, stranger)).status]).toEqual([path, 404]);
    }
    expect((await call('POST', '/api/outlets/invitations/campaign', { outletIds: [outlet.id] }, {}, stranger)).body).toEqual({ items: [] });
    expect((await call('GET', `/api/outlets/${outlet.id}`)).body.name).toBe('Kopi B-1');
  });
});

describe('the list of outlets', () => {
  test('goes by code in whatever case, page by page, under filters that count accounts too', async () => {
    const made = new Map<string, Outlet>();
    for (const code of ['b-2', 'A-1', 'c-3', 'B-1', 'A-10'])
      made.set(code, await make(code, { groupName: code.startsWith('A') ? 'West' : 'East' }));
    const idOf = (code: string) => made.get(code)?.id ?? '';
    await plantAccount(idOf('A-1'), { handle: 'sunrise_coffee' });
    await plantAccount(idOf('c-3'), { status: 'needs_reconnect' });
    await plantAccount(idOf('B-1'), { endsIn: '-1 minutes' });
    const codes = async (query: string, limit = 2) => {
      const found: string[] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const { body }: { body: Page } = await call('GET', `/api/outlets?limit=${limit}${query}${cursor ? `&cursor=${cursor}` : ''}`);
        found.push(...body.items.map(({ code }) => code));
        ({ nextCursor: cursor } = body);
      }
      return found;
    };
    expect(await codes('')).toEqual(['A-1', 'A-10', 'B-1', 'b-2', 'c-3']);
    expect(await codes('&group=West', 1)).toEqual(['A-1', 'A-10']);
    expect(await codes('&status=NOT_CONNECTED', 1)).toEqual(['A-10', 'b-2']);
    expect(await codes('&status=EXPIRED')).toEqual(['B-1']);
    expect(await codes('&status=NEED_RECONNECT')).toEqual(['c-3']);
    expect(await codes('&q=sunrise')).toEqual(['A-1']);
    expect(await codes('&q=%25')).toEqual([]);
    expect(await codes('&q=B-')).toEqual(['B-1', 'b-2']);
    expect((await call('GET', '/api/outlets?cursor=abc')).body.code).toBe('INVALID_CURSOR');
    expect((await call('GET', '/api/outlets/summary')).body).toEqual({
      total: 5,
      archived: 0,
      statuses: { NOT_CONNECTED: 2, CONNECTED: 1, NEED_RECONNECT: 1, EXPIRED: 1, ERROR: 0 },
      groups: [
        { name: 'East', outlets: 3 },
        { name: 'West', outlets: 2 },
      ],
      accounts: 3,
      endsWithin24h: 0,
      endsWithin48h: 0,
      endsWithin30d: 0,
    });
  });

  test('comes as CSV that the import takes again, without a formula', async () => {
    await make('X-1', { name: '=1+1', picContact: '+62 811 2345', groupName: 'East, far', timeZone: 'Asia/Jayapura' });
    await make('X-2', { picName: '@Dewi' });
    const { body: csv, headers } = await call('GET', '/api/outlets?format=csv');
    expect(headers.get('content-type')).toContain('text/csv');
    expect(csv.split('\n')[1]).toBe('X-1,\'=1+1,Dewi,\'+62 811 2345,"East, far",Asia/Jayapura,NOT_CONNECTED,,,,0');
    expect((await importCsv(csv, { updateExisting: true })).body).toMatchObject({
      lines: 2,
      created: 0,
      updated: 0,
      unchanged: 2,
      errorCount: 0,
    });
  });
});

describe('an import', () => {
  const header = 'code,name,pic_name';

  test('looks first, then writes all; codes that are there change only when asked', async () => {
    await make('OLD-1', { groupName: 'East', picContact: '08' });
    const csv = `${header},group\nold-1,New name,Budi,West\nNEW-1,Teh,Siti,\n`;
    const counts = { lines: 2, created: 1, errorCount: 0, errors: [] };
    expect((await importCsv(csv)).body).toEqual({ ...counts, isDryRun: true, isApplied: false, updated: 0, unchanged: 0, skipped: 1 });
    expect((await call('GET', '/api/outlets')).body.items).toHaveLength(1);
    expect((await importCsv(csv, { isDryRun: false })).body).toMatchObject({ ...counts, isApplied: true, updated: 0, skipped: 1 });
    expect((await call('GET', '/api/outlets?q=OLD')).body.items).toMatchObject([{ name: 'Kopi OLD-1', version: 1 }]);
    expect((await importCsv(csv, { isDryRun: false, updateExisting: true })).body).toMatchObject({
      isApplied: true,
      created: 0,
      updated: 1,
      unchanged: 1,
    });
    expect((await call('GET', '/api/outlets?q=OLD')).body.items).toMatchObject([
      { code: 'old-1', name: 'New name', groupName: 'West', picContact: '08', version: 2 },
    ]);
  });

  test('with one bad line writes nothing', async () => {
    const { body } = await importCsv(`${header}\nGOOD-1,Kopi,Siti\nbad code,Kopi,Siti\n`, { isDryRun: false });
    expect(body).toMatchObject({ isApplied: false, created: 1, errorCount: 1, errors: [{ line: 3, column: 'code' }] });
    expect((await call('GET', '/api/outlets')).body.items).toEqual([]);
  });

  test('takes ten thousand lines', async () => {
    const lines = Array.from({ length: 10_000 }, (_, n) => `N-${n},Toko ${n},PIC ${n},+62 ${n},Group ${n % 7},Asia/Jakarta`);
    const { body } = await importCsv(`${header},pic_contact,group,time_zone\n${lines.join('\n')}`, { isDryRun: false });
    expect(body).toMatchObject({ isApplied: true, created: 10_000 });
    expect((await call('GET', '/api/outlets/summary')).body.total).toBe(10_000);
  });
});

describe('a campaign', () => {
  test('makes one link for each outlet that is meant, ends the older ones, and comes as CSV', async () => {
    const [lost, soon, fresh, fine] = await Promise.all(
      ['L-1', 'S-1', 'F-1', 'OK-1'].map((code) => make(code, { groupName: 'G', picContact: '+62' })),
    );
    if (!lost || !soon || !fresh || !fine) throw new Error('four were made');
    await plantAccount(lost.id, { status: 'revoked' });
    await plantAccount(soon.id, { endsIn: '10 days' });
    await plantAccount(fine.id);
    const older = await call('POST', `/api/outlets/${lost.id}/invitations`, {});
    const codesOf = async (request: object) =>
      (await call('POST', '/api/outlets/invitations/campaign', request)).body.items.map(({ code }: { code: string }) => code);
    expect(await codesOf({ who: ['ends-soon'] })).toEqual(['S-1']);
    expect(await codesOf({ who: ['never-connected'], group: 'G' })).toEqual(['F-1']);
    expect(await codesOf({ who: ['reconnect'], group: 'other' })).toEqual([]);
    expect(await codesOf({ outletIds: [fine.id, lost.id] })).toEqual(['L-1', 'OK-1']);
    const { body } = await call('POST', '/api/outlets/invitations/campaign', { expiresInDays: 3 });
    expect(body.items).toMatchObject([{ code: 'L-1', status: 'NEED_RECONNECT', picContact: '+62' }]);
    const [{ link, message }] = body.items;
    expect(message.en).toContain(link);
    expect((await hub.fetchAs(undefined, new URL(link).pathname + new URL(link).search)).status).toBe(200);
    const oldLink = new URL(older.body.link);
    expect(await (await hub.fetchAs(undefined, oldLink.pathname + oldLink.search)).text()).toContain('INVITATION_REVOKED');
    const csv = await call('POST', '/api/outlets/invitations/campaign', { format: 'csv', who: ['reconnect', 'never-connected'] });
    expect(csv.body.split('\n').slice(0, 2)).toEqual([
      'code,name,pic_name,pic_contact,group,status,link,message_en,message_id',
      expect.stringMatching(/^F-1,Kopi F-1,Dewi,'\+62,G,NOT_CONNECTED,http.*connect\/tiktok\?token=/),
    ]);
    const listed = await call('GET', `/api/outlets/${lost.id}/invitations`);
    expect(listed.body.items.map(({ state }: { state: string }) => state)).toEqual(['open', 'revoked', 'revoked', 'revoked']);
    expect(JSON.stringify(listed.body)).not.toContain('token');
  });
});
