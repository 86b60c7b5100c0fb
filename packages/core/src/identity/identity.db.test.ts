import { createServer } from 'node:http';
import { Secret, silentLog, systemClock } from '@shopfleet/kernel';
import { createTestDatabase, type TestDatabase } from '@shopfleet/test-kit';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { beforeEach, describe, expect, test } from 'vitest';
import { changeMember, removeMember } from './change-member.ts';
import { createApiKey, revokeApiKey } from './create-api-key.ts';
import { callerOfToken, createExternalIssuer, type IdentityDeps, registerUser } from './index.ts';
import { inviteMember } from './invite-member.ts';
import { registerExternalUser } from './register-user.ts';
import { changePassword, refreshSession, signIn } from './sign-in.ts';

const place = { ipAddress: '10.0.0.1', userAgent: 'test' };
const password = 'correct horse battery';
const ann = { name: 'Ann', email: 'Ann@Example.com', password };
let database: TestDatabase;
let deps: IdentityDeps;

beforeEach(async () => {
  database = await createTestDatabase();
  deps = {
    db: database.database,
    clock: systemClock,
    log: silentLog,
    publicUrl: 'http://hub.test',
    signIn: { publicUrl: 'http://hub.test', secret: new Secret('s'.repeat(64)) },
    isRegistrationOpen: false,
    externalIssuer: undefined,
  };
  return () => database[Symbol.asyncDispose]();
});

const code = (wanted: string) => expect.objectContaining({ code: wanted });
const invitationOf = (link: string) => new URL(link).searchParams.get('invitation') ?? '';

describe('registering', () => {
  test('of two first users at once, one founds the organisation and the other is asked for an invitation', async () => {
    const tries = ['a@b.co', 'c@d.co'].map((email) => registerUser(deps, place, { ...ann, email }));
    const results = await Promise.allSettled(tries);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(results.find((result) => result.status === 'rejected')?.reason).toEqual(code('FORBIDDEN'));
    expect(await database.query('select role from membership')).toEqual([{ role: 'owner' }]);
    expect(await database.query('select email from auth_user')).toHaveLength(1);
  });

  test('an invitation works once, for its own address, with its role', async () => {
    const owner = await registerUser(deps, place, ann);
    const caller = await callerOfToken(deps, owner.token, undefined);
    const { link } = await inviteMember(deps, caller, { email: 'Bob@example.com', role: 'packer' });
    const invitation = invitationOf(link);
    const join = (email: string) => registerUser(deps, place, { name: 'Bob', email, password, invitation });
    await expect(join('eve@example.com')).rejects.toEqual(code('FORBIDDEN'));
    expect((await join('bob@example.com')).user).toMatchObject({ role: 'packer', tenantId: owner.user.tenantId });
    await expect(join('bob@example.com')).rejects.toEqual(code('FORBIDDEN'));
  });

  test('somebody with an account joins a second organisation with their own password only', async () => {
    const open = { ...deps, isRegistrationOpen: true };
    const owner = await registerUser(open, place, ann);
    const other = await registerUser(open, place, { ...ann, email: 'bob@example.com' });
    const { link } = await inviteMember(deps, await callerOfToken(deps, owner.token, undefined), {
      email: 'bob@example.com',
      role: 'viewer',
    });
    const join = (word: string) =>
      registerUser(deps, place, { name: 'x', email: 'bob@example.com', password: word, invitation: invitationOf(link) });
    await expect(join('a wrong password')).rejects.toEqual(code('INVALID_CREDENTIALS'));
    const joined = await join(password);
    expect(joined.user).toMatchObject({ userId: other.user.userId, tenantId: owner.user.tenantId, role: 'viewer' });
    expect((await callerOfToken(deps, joined.token, undefined)).tenantId).toBe(other.user.tenantId);
    expect((await callerOfToken(deps, joined.token, owner.user.tenantId)).tenantId).toBe(owner.user.tenantId);
    await expect(callerOfToken(deps, joined.token, 'ten_other')).rejects.toEqual(code('NOT_FOUND'));
  });

  test('an address that is taken is refused, and nothing is left of the attempt', async () => {
    const open = { ...deps, isRegistrationOpen: true };
    await registerUser(open, place, ann);
    await expect(registerUser(open, place, { ...ann, email: 'ann@example.COM' })).rejects.toEqual(code('EMAIL_TAKEN'));
    expect(await database.query('select id from tenant')).toHaveLength(1);
  });
});

describe('signing in', () => {
  test('wrong e-mail and wrong password sound the same', async () => {
    await registerUser(deps, place, ann);
    const refused = await Promise.allSettled([
      signIn(deps, place, { email: ann.email, password: 'wrong password' }),
      signIn(deps, place, { email: 'nobody@example.com', password: 'wrong password' }),
    ]);
    for (const result of refused) expect(result).toMatchObject({ reason: { code: 'INVALID_CREDENTIALS' } });
  });

  test('no token, key or password can be read from the tables', async () => {
    const { token } = await registerUser(deps, place, ann);
    const caller = await callerOfToken(deps, token, undefined);
    const second = await signIn(deps, place, ann);
    const { secret } = await createApiKey(deps, caller, { name: 'k', scopes: ['orders:read'] });
    const { link } = await inviteMember(deps, caller, { email: 'x@y.co', role: 'viewer' });
    const tables = ['auth_user', 'auth_session', 'auth_account', 'api_key', 'invitation', 'audit_entry'];
    const dump = JSON.stringify(await Promise.all(tables.map((table) => database.query(`select * from ${table}`))));
    for (const canary of [token, second.token, secret, invitationOf(link), password]) expect(dump).not.toContain(canary);
  });

  test('a new password ends the other sessions and keeps this one; refreshing ends the old token', async () => {
    const { token } = await registerUser(deps, place, ann);
    const other = await signIn(deps, place, ann);
    const caller = await callerOfToken(deps, token, undefined);
    await expect(changePassword(deps, caller, { currentPassword: 'wrong', newPassword: 'a new long one' })).rejects.toEqual(
      code('INVALID_CREDENTIALS'),
    );
    await changePassword(deps, caller, { currentPassword: password, newPassword: 'a new long one' });
    await expect(callerOfToken(deps, other.token, undefined)).rejects.toEqual(code('UNAUTHORIZED'));
    await expect(signIn(deps, place, ann)).rejects.toEqual(code('INVALID_CREDENTIALS'));
    const fresh = await refreshSession(deps, place, caller);
    await expect(callerOfToken(deps, token, undefined)).rejects.toEqual(code('UNAUTHORIZED'));
    expect((await callerOfToken(deps, fresh.token, undefined)).userId).toBe(caller.userId);
  });

  test('a session that has run out does not open anything', async () => {
    const { token } = await registerUser(deps, place, ann);
    await database.query(`update auth_session set expires_at = now() - interval '1 second'`);
    await expect(callerOfToken(deps, token, undefined)).rejects.toEqual(code('UNAUTHORIZED'));
  });
});

describe('keys and members', () => {
  test('a key does what its scopes say until it is revoked or runs out, and cannot make a stronger one', async () => {
    const owner = await callerOfToken(deps, (await registerUser(deps, place, ann)).token, undefined);
    const { row, secret } = await createApiKey(deps, owner, { name: 'k', scopes: ['orders:read', 'users:write'], expiresInDays: 1 });
    const key = await callerOfToken(deps, secret, undefined);
    expect([...key.permissions].sort()).toEqual(['orders:read', 'users:write']);
    await expect(createApiKey(deps, key, { name: 'k2', scopes: ['shops:write'] })).rejects.toEqual(code('FORBIDDEN'));
    await database.query(`update api_key set expires_at = now() - interval '1 second'`);
    await expect(callerOfToken(deps, secret, undefined)).rejects.toEqual(code('UNAUTHORIZED'));
    await database.query('update api_key set expires_at = null');
    await revokeApiKey(deps, owner, row.id);
    await expect(callerOfToken(deps, secret, undefined)).rejects.toEqual(code('UNAUTHORIZED'));
  });

  test('the last owner stays, even when two owners step down at once', async () => {
    const owner = await callerOfToken(deps, (await registerUser(deps, place, ann)).token, undefined);
    await expect(changeMember(deps, owner, owner.userId, 'viewer')).rejects.toEqual(code('CONFLICT'));
    await expect(removeMember(deps, owner, owner.userId)).rejects.toEqual(code('CONFLICT'));
    const { link } = await inviteMember(deps, owner, { email: 'b@b.co', role: 'owner' });
    const second = await registerUser(deps, place, { name: 'B', email: 'b@b.co', password, invitation: invitationOf(link) });
    const both = [owner.userId, second.user.userId].map((userId) => changeMember(deps, owner, userId, 'viewer'));
    expect((await Promise.allSettled(both)).map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  test('a removed member is out at once, and their session ends', async () => {
    const owner = await callerOfToken(deps, (await registerUser(deps, place, ann)).token, undefined);
    const { link } = await inviteMember(deps, owner, { email: 'b@b.co', role: 'packer' });
    const packer = await registerUser(deps, place, { name: 'B', email: 'b@b.co', password, invitation: invitationOf(link) });
    await removeMember(deps, owner, packer.user.userId);
    await expect(callerOfToken(deps, packer.token, undefined)).rejects.toEqual(code('UNAUTHORIZED'));
    expect(await database.query('select id from auth_session where user_id = $1', [packer.user.userId])).toEqual([]);
  });
});

describe('people of another issuer', () => {
  test('a token of the issuer registers and signs in; of anybody else, for anybody else, or too old it does not', async () => {
    const { publicKey, privateKey } = await generateKeyPair('ES256');
    const stranger = await generateKeyPair('ES256');
    const jwk = { ...(await exportJWK(publicKey)), kid: 'one', alg: 'ES256' };
    await using server = await serveJson({ '/jwks': { keys: [jwk] } });
    const wellKnown = { issuer: server.url, jwks_uri: `${server.url}/jwks` };
    server.answers['/.well-known/openid-configuration'] = wellKnown;
    const withIssuer = {
      ...deps,
      externalIssuer: createExternalIssuer({ issuer: server.url, audience: 'hub', jwksUrl: undefined }, silentLog),
    };
    const tokenOf = (claims: object, { audience = 'hub', key = privateKey, expires = '5m' } = {}) =>
      new SignJWT({ sub: 'person-1', email: 'ext@example.com', email_verified: true, name: 'Ext', ...claims })
        .setProtectedHeader({ alg: 'ES256', kid: 'one' })
        .setIssuer(server.url)
        .setAudience(audience)
        .setIssuedAt()
        .setExpirationTime(expires)
        .sign(key);
    const identityToken = await tokenOf({});
    await expect(callerOfToken(withIssuer, identityToken, undefined)).rejects.toEqual(code('UNAUTHORIZED'));
    const registered = await registerExternalUser(withIssuer, place, { identityToken });
    expect(registered.user).toMatchObject({ email: 'ext@example.com', role: 'owner' });
    expect((await callerOfToken(withIssuer, identityToken, undefined)).userId).toBe(registered.user.userId);
    const bad = [
      await tokenOf({}, { audience: 'other' }),
      await tokenOf({}, { key: stranger.privateKey }),
      await tokenOf({}, { expires: '-5m' }),
    ];
    for (const token of bad) await expect(callerOfToken(withIssuer, token, undefined)).rejects.toEqual(code('UNAUTHORIZED'));
    await expect(callerOfToken(deps, identityToken, undefined)).rejects.toEqual(code('UNAUTHORIZED'));
  });
});

async function serveJson(answers: Record<string, unknown>) {
  const server = createServer((request, response) => response.end(JSON.stringify(answers[request.url ?? ''] ?? {})));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()));
  return { url: `http://127.0.0.1:${address.port}`, answers, [Symbol.asyncDispose]: close };
}
