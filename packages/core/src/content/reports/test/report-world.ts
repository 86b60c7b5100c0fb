import { OpenAPIHono } from '@hono/zod-openapi';
import { permissions } from '@shopfleet/contracts';
import type { Tx } from '@shopfleet/db';
import { HubError, ManualClock } from '@shopfleet/kernel';
import type { ContentVideo } from '@shopfleet/platform-kit';
import { createTestDatabase, type TestDatabase } from '@shopfleet/test-kit';
import type { HubEnv } from '../../../edge/index.ts';
import { ensureMonths, ownDay, recordProfileDay, recordVideoDay } from '../../days/index.ts';
import { registerContentReportRoutes, registerContentUserRoutes } from '../index.ts';

export const tenantId = 'ten_report';
export const otherTenantId = 'ten_other';

/** views, likes, comments, shares. */
export type Counted = readonly [number, number, number, number];

/** A database of two organisations, an API on it, and hands to write its days with. */
export interface ReportWorld extends AsyncDisposable {
  readonly db: TestDatabase;
  readonly clock: ManualClock;
  readonly files: Map<string, Uint8Array>;
  outlet(id: string, more?: { group?: string; pic?: string; tenantId?: string; name?: string }): Promise<void>;
  account(id: string, more: { timeZone: string; createdAt: string; outletId?: string; tenantId?: string; handle?: string }): Promise<void>;
  /** Records a day as the sync does, at `at`. `followers` null: the account did not grant its counters. */
  read(
    accountId: string,
    at: string,
    what: { followers?: number | null; videos?: Record<string, Counted>; isLate?: boolean },
  ): Promise<void>;
  /** When a video was posted, for every later reading of it. */
  posted(externalId: string, at: string): void;
  get<T>(path: string, owner?: string): Promise<{ status: number; body: T; text: string; headers: Headers }>;
  inTenant<T>(work: (tx: Tx) => Promise<T>, owner?: string): Promise<T>;
}

export async function createReportWorld(now: string): Promise<ReportWorld> {
  const db = await createTestDatabase();
  const clock = new ManualClock(new Date(now));
  for (const id of [tenantId, otherTenantId]) await db.query('insert into tenant (id, name) values ($1, $1)', [id]);
  await ensureMonths(db.database, { from: new Date('2025-10-01T00:00:00Z'), to: new Date(now) });
  const files = new Map<string, Uint8Array>();
  const postedAt = new Map<string, Date>();
  const owners = new Map<string, string>();
  const zones = new Map<string, string>();
  const apps = new Map([tenantId, otherTenantId].map((owner) => [owner, appFor(owner)]));

  function appFor(owner: string): OpenAPIHono<HubEnv> {
    const app = new OpenAPIHono<HubEnv>();
    app.use(async (c, next) => {
      const actor = { kind: 'user', id: 'usr_1' } as const;
      c.set('caller', {
        tenantId: owner,
        userId: 'usr_1',
        actor,
        name: 'Test',
        permissions: new Set(permissions),
        plan: 'free',
        sessionHash: '',
      });
      await next();
    });
    app.onError((error, c) =>
      error instanceof HubError ? c.json({ code: error.code }, error.status as 400) : c.json({ code: String(error) }, 500),
    );
    const store = {
      put: () => Promise.reject(new Error('nothing is put here')),
      has: async (sha256: string) => files.has(sha256),
      get: async (sha256: string) => files.get(sha256) ?? Promise.reject(new HubError('NOT_FOUND')),
    };
    const deps = { db: db.database, clock, files: store, platforms: new Map() };
    registerContentReportRoutes(app, deps);
    registerContentUserRoutes(app, deps);
    return app;
  }
  const inTenant: ReportWorld['inTenant'] = (work, owner = tenantId) => db.database.asTenant(owner, work);

  return {
    db,
    clock,
    files,
    inTenant,
    async outlet(id, { group = '', pic = 'Ayu', tenantId: owner = tenantId, name = `Outlet ${id}` } = {}) {
      await db.query(
        `insert into outlet (tenant_id, id, code, name, pic_name, group_name, time_zone) values ($1, $2, $3, $4, $5, $6, 'Asia/Jakarta')`,
        [owner, id, id.replace('out_', ''), name, pic, group],
      );
    },
    async account(id, { timeZone, createdAt, outletId, tenantId: owner = tenantId, handle = id }) {
      owners.set(id, owner);
      zones.set(id, timeZone);
      await db.query(
        `insert into connection (tenant_id, id, platform, status, external_account_id) values ($1, 'con_' || $2, 'p', 'connected', $2)`,
        [owner, id],
      );
      await db.query(
        `insert into content_account (tenant_id, id, outlet_id, connection_id, platform, external_id, handle, display_name, time_zone, created_at, connected_at)
         values ($1, $2, $3, 'con_' || $2, 'p', $2, $4, $4, $5, $6, $6)`,
        [owner, id, outletId ?? null, handle, timeZone, createdAt],
      );
    },
    posted(externalId, at) {
      postedAt.set(externalId, new Date(at));
    },
    async read(accountId, atText, { followers, videos, isLate = false }) {
      const owner = owners.get(accountId) ?? tenantId;
      const at = new Date(atText);
      const reading = { tenantId: owner, accountId, day: ownDay(at, zones.get(accountId) ?? 'UTC'), at, isLate };
      await inTenant(async (tx) => {
        if (followers !== undefined) await recordProfileDay(tx, { ...reading, profile: profileOf(accountId, followers) });
        if (videos) {
          const shown = Object.entries(videos).map(([id, counted]) =>
            videoOf(id, counted, postedAt.get(id) ?? new Date('2025-12-01T00:00:00Z')),
          );
          await recordVideoDay(tx, { ...reading, videos: shown });
        }
      }, owner);
    },
    async get(path, owner = tenantId) {
      const answer = await (apps.get(owner) ?? appFor(owner)).request(path);
      const text = await answer.text();
      const isJson = answer.headers.get('content-type')?.startsWith('application/json');
      return { status: answer.status, body: isJson ? JSON.parse(text) : undefined, text, headers: answer.headers };
    },
    [Symbol.asyncDispose]: () => db[Symbol.asyncDispose](),
  };
}

function profileOf(externalId: string, followers: number | null) {
  const counters = followers === null ? undefined : { followers, following: 10, likes: followers * 2, videos: 2 };
  return { externalId, displayName: undefined, handle: undefined, avatarUrl: undefined, bio: undefined, isVerified: undefined, counters };
}

function videoOf(externalId: string, [views, likes, comments, shares]: Counted, postedAt: Date): ContentVideo {
  return {
    externalId,
    postedAt,
    description: `Video ${externalId}`,
    durationSeconds: 10,
    shareUrl: `https://www.example.com/${externalId}`,
    embedUrl: '',
    coverUrl: '',
    views,
    likes,
    comments,
    shares,
  };
}
