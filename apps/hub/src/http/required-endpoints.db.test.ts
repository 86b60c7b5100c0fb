import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createTestHub, type TestHub, type TestUser } from '@shopfleet/test-kit/hub';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { adminKeyOf } from '../test/admin-calls.ts';
import { readOperations } from '../test/api-document.ts';
import { unreachablePlatforms } from '../test/unreachable-platforms.ts';

const file = readFileSync(join(import.meta.dirname, '..', 'test', 'fixtures', 'required-endpoints.json'), 'utf8');
const required = z.array(z.object({ method: z.string(), path: z.string() })).parse(JSON.parse(file));
const documented = new Map(readOperations().map((operation) => [operation.name, operation]));

let hub: TestHub;
let owner: TestUser;
beforeAll(async () => {
  hub = await createTestHub({ config: unreachablePlatforms });
  owner = await hub.register();
});
afterAll(() => hub.stop());

test.each(required.map(({ method, path }) => [method, path] as const))(
  '%s %s is there, in both spellings, and documented',
  async (method, path) => {
    const operation =
      documented.get(`${method} ${path}`) ?? documented.get(`${method} ${path.replace(/^\/api\/oauth\/[a-z]+/, '/api/oauth/{channel}')}`);
    expect(operation?.responses).toBeDefined();
    for (const spelling of path.startsWith('/api/') ? [path, path.replace('/api/', '/api/v1/')] : [path]) {
      const user = path.endsWith('/logout') || path.endsWith('/refresh') ? await hub.register() : owner;
      const isAdmin = operation?.['x-access'].startsWith('admin:') ?? false;
      const answer = await hub.fetchAs(isAdmin ? undefined : user, spelling.replace(/\{[^}]+\}/g, 'ord_none'), {
        method,
        ...(isAdmin ? { headers: { 'x-api-key': adminKeyOf(hub) } } : {}),
        ...(method === 'POST' ? { json: {} } : {}),
      });
      const text = await answer.text();
      expect([spelling, answer.status]).not.toEqual([spelling, 501]);
      expect([spelling, text.includes('There is nothing at this address')]).toEqual([spelling, false]);
      expect([spelling, answer.status in { 405: 1, 500: 1 }]).toEqual([spelling, false]);
    }
  },
);
