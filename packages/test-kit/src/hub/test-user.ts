import { z } from 'zod';

const sessionSchema = z.object({ token: z.string(), user: z.object({ userId: z.string(), tenantId: z.string() }) });

/** Somebody signed in at a test hub. */
export interface TestUser {
  readonly email: string;
  readonly token: string;
  readonly userId: string;
  readonly tenantId: string;
}

export const testPassword = 'correct horse battery';
let people = 0;

/** Registers somebody new over HTTP, who founds an organisation or follows an invitation. */
export async function registerTestUser(url: string, invitation?: { email: string; token: string }): Promise<TestUser> {
  people += 1;
  const email = invitation?.email ?? `person-${people}-${process.pid}@example.com`;
  const answer = await fetch(`${url}/api/user/register`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      name: `Person ${people}`,
      email,
      password: testPassword,
      ...(invitation ? { invitation: invitation.token } : { organisation: `Organisation ${people}` }),
    }),
  });
  if (answer.status !== 201) throw new Error(`registering ${email} answered ${answer.status}: ${await answer.text()}`);
  const { token, user } = sessionSchema.parse(await answer.json());
  return { email, token, userId: user.userId, tenantId: user.tenantId };
}
