import { z } from '@hono/zod-openapi';
import { adminTag, countSchema, exampleAccountId, exampleAt, exampleCode, storeCodeSchema, storeParam } from './admin-fields.ts';
import { defineRoute, instantSchema } from './conventions.ts';
import { enveloped, envelopedList } from './envelope.ts';
import { connectStatusSchema } from './outlets.ts';

const nameText = z.string('must be a text').trim().min(1, 'must not be empty').max(255, 'must have at most 255 characters');

export const storeSchema = z
  .object({
    storeCode: z.string(),
    storeName: z.string(),
    picName: z.string(),
    picContact: z.string(),
    createdAt: instantSchema,
    connectionStatus: connectStatusSchema,
    /** Of its account, the one connected last where there are several; null while there is none. So are the fields below. */
    accountId: z.string().nullable(),
    accountIdentifier: z.string().nullable(),
    connectedAt: instantSchema.nullable(),
    lastSyncTime: instantSchema.nullable(),
    tokenExpiresAt: instantSchema.nullable(),
    latestUserStats: z.object({ followerCount: countSchema, likesCount: countSchema, videoCount: countSchema }).nullable(),
    latestVideoStats: z.object({ totalVideos: countSchema, totalViews: countSchema }).nullable(),
  })
  .openapi('Store');
const store: z.input<typeof storeSchema> = {
  storeCode: exampleCode,
  storeName: 'Jakarta Kemang',
  picName: 'Dewi',
  picContact: '+62 811 000 014',
  createdAt: '2026-11-01T08:00:00.000Z',
  connectionStatus: 'CONNECTED',
  accountId: exampleAccountId,
  accountIdentifier: 'toko.kemang',
  connectedAt: '2026-11-01T08:05:31.000Z',
  lastSyncTime: exampleAt,
  tokenExpiresAt: '2027-11-01T08:05:31.000Z',
  latestUserStats: { followerCount: 18_204, likesCount: 240_118, videoCount: 212 },
  latestVideoStats: { totalVideos: 212, totalViews: 3_918_442 },
};

export const listStores = defineRoute({
  method: 'get',
  path: '/admin/stores',
  tag: adminTag,
  summary: 'All stores by code, with their account and its newest numbers',
  access: 'admin:read',
  limit: 'admin',
  responses: { 200: envelopedList(storeSchema, 'Stores', store) },
});

export const createStore = defineRoute({
  method: 'post',
  path: '/admin/stores',
  tag: adminTag,
  summary: 'Add a store; the answer names the link to connect its account with',
  access: 'admin:write',
  limit: 'admin',
  problems: [409],
  request: {
    body: {
      required: true,
      content: {
        'application/json': {
          schema: z.object({
            store_code: storeCodeSchema,
            store_name: nameText,
            pic_name: nameText,
            pic_contact: z.string('must be a text').trim().max(255, 'must have at most 255 characters').default(''),
          }),
          example: { store_code: exampleCode, store_name: 'Jakarta Kemang', pic_name: 'Dewi', pic_contact: '+62 811 000 014' },
        },
      },
    },
  },
  responses: {
    201: {
      description: 'Added',
      content: {
        'application/json': {
          schema: z.object({ success: z.literal(true), data: storeSchema, message: z.string(), next_step: z.string() }),
          example: {
            success: true,
            data: {
              ...store,
              connectionStatus: 'NOT_CONNECTED',
              accountId: null,
              accountIdentifier: null,
              connectedAt: null,
              lastSyncTime: null,
              tokenExpiresAt: null,
              latestUserStats: null,
              latestVideoStats: null,
            },
            message: 'Store JKT-014 was added',
            next_step:
              'Connect the account at https://hub.example.com/connect/tiktok?store_code=JKT-014 while signed in to the dashboard, or send the person in charge a link from there',
          },
        },
      },
    },
  },
});

export const getStore = defineRoute({
  method: 'get',
  path: '/admin/stores/{store_code}',
  tag: adminTag,
  summary: 'One store',
  access: 'admin:read',
  limit: 'admin',
  request: { params: storeParam },
  responses: { 200: enveloped(storeSchema, 'The store', store) },
});

export const storeAccountSchema = z
  .object({
    id: z.string(),
    storeCode: z.string(),
    platform: z.string(),
    hasValidToken: z.boolean(),
    accountIdentifier: z.string(),
    lastSyncAt: instantSchema.nullable(),
    createdAt: instantSchema,
    updatedAt: instantSchema,
  })
  .openapi('StoreAccount');
export const listStoreAccounts = defineRoute({
  method: 'get',
  path: '/admin/stores/{store_code}/accounts',
  tag: adminTag,
  summary: 'The accounts of a store',
  access: 'admin:read',
  limit: 'admin',
  request: { params: storeParam },
  responses: {
    200: envelopedList(storeAccountSchema, 'Accounts', {
      id: exampleAccountId,
      storeCode: exampleCode,
      platform: 'tiktok',
      hasValidToken: true,
      accountIdentifier: 'toko.kemang',
      lastSyncAt: exampleAt,
      createdAt: '2026-11-01T08:05:31.000Z',
      updatedAt: exampleAt,
    }),
  },
});
