import { failureSchema, isEnveloped } from '@shopfleet/contracts';
import { createTestHub, type TestHub, type TestUser } from '@shopfleet/test-kit/hub';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { adminKeyOf } from '../test/admin-calls.ts';
import { type Operation, readOperations } from '../test/api-document.ts';
import { valuesOf } from '../test/schema-values.ts';
import { unreachablePlatforms } from '../test/unreachable-platforms.ts';

const runs = Number(process.env.FUZZ_RUNS ?? 12);
/** Streams that do not end, and calls that would end the session that the others need. */
const leftOut = new Set(['GET /api/events', 'POST /api/user/logout', 'POST /api/user/refresh']);
const operations = readOperations().filter(({ name }) => !leftOut.has(name));

let hub: TestHub;
let owner: TestUser;
beforeAll(async () => {
  hub = await createTestHub({ config: unreachablePlatforms });
  owner = await hub.register();
});
afterAll(() => hub.stop());

const asText = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));
const isSendable = (text: string): boolean => /^[\x20-\x7e]*$/.test(text);

function requestsOf(operation: Operation) {
  const parameters = Object.fromEntries(
    operation.parameters.map((parameter) => [`${parameter.in} ${parameter.name}`, valuesOf(parameter.schema)]),
  );
  const body = operation.requestBody?.content['application/json']?.schema;
  return fc.record({
    parameters: fc.record(parameters, { requiredKeys: Object.keys(parameters).filter((name) => name.startsWith('path ')) }),
    body: body
      ? fc.oneof({ weight: 9, arbitrary: valuesOf(body).map((value) => JSON.stringify(value)) }, { weight: 1, arbitrary: fc.string() })
      : fc.constant(undefined),
    isSignedIn: fc.oneof({ weight: 9, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
  });
}

async function send(operation: Operation, request: { parameters: Record<string, unknown>; body: string | undefined; isSignedIn: boolean }) {
  const query = new URLSearchParams();
  const headers = new Headers();
  let path = operation.path;
  for (const [key, value] of Object.entries(request.parameters)) {
    const [place, name = ''] = key.split(' ');
    const text = asText(value);
    if (place === 'path') path = path.replace(`{${name}}`, encodeURIComponent(text.toWellFormed()) || 'x');
    else if (place === 'query') query.set(name, text);
    else if (place === 'header' && isSendable(text)) headers.set(name, text);
  }
  if (request.body !== undefined) headers.set('content-type', 'application/json');
  const suffix = query.size > 0 ? `?${query}` : '';
  const isAdmin = operation['x-access'].startsWith('admin:');
  if (isAdmin && request.isSignedIn) headers.set('x-api-key', adminKeyOf(hub));
  const user = request.isSignedIn && !isAdmin ? owner : undefined;
  const init = request.body === undefined ? {} : { body: request.body };
  return hub.fetchAs(user, path + suffix, { method: operation.method, headers, ...init });
}

test.each(operations.map((operation) => [operation.name, operation] as const))(
  '%s never fails on its own side and answers only what it documents',
  async (_name, operation) => {
    await fc.assert(
      fc.asyncProperty(requestsOf(operation), async (request) => {
        const answer = await send(operation, request);
        const text = await answer.text();
        // A path parameter that holds a slash or dots is another address.
        const isOtherAddress = answer.status === 404 || answer.status === 405 || answer.status === 302;
        const isDocumented = String(answer.status) in operation.responses || (isOtherAddress && operation.path.includes('{'));
        expect({ status: answer.status, isDocumented, text: isDocumented && answer.status !== 500 ? '' : text.slice(0, 300) }).toEqual({
          status: answer.status,
          isDocumented: true,
          text: '',
        });
        if (answer.status >= 400 && answer.headers.get('content-type')?.includes('json')) {
          if (isEnveloped(operation.path)) expect(() => failureSchema.strict().parse(JSON.parse(text))).not.toThrow();
          else expect(answer.headers.get('content-type')).toContain(operation.path === '/health' ? 'json' : 'problem+json');
          expect(text).not.toMatch(/node_modules|at .+\.ts:\d+|insert into|select /i);
        }
      }),
      { numRuns: runs, endOnFailure: true, seed: 20_261_121 },
    );
  },
);
