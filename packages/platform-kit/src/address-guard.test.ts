import { describe, expect, it } from 'vitest';
import { isForbiddenAddress, urlProblem } from './address-guard.ts';
import { guardedLookup } from './guarded-dispatcher.ts';

const loopback = [
  '127.0.0.1',
  '127.1',
  '127.0.1',
  '127.255.255.254',
  '2130706433',
  '0x7f000001',
  '0x7f.0.0.1',
  '0177.0.0.1',
  '017700000001',
  '0',
  '0.0.0.0',
];
const loopback6 = [
  '[::1]',
  '[::]',
  '[0:0:0:0:0:0:0:1]',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]',
  '[::127.0.0.1]',
  '[64:ff9b::7f00:1]',
  '[2002:7f00:1::]',
];
const inside = [
  '10.0.0.1',
  '10.255.255.255',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '100.64.0.1',
  '169.254.169.254',
  '0xa9fea9fe',
  '2852039166',
];
const inside6 = [
  '[fd00::1]',
  '[fc00::1]',
  '[fe80::1]',
  '[fec0::1]',
  '[ff02::1]',
  '[::ffff:10.0.0.1]',
  '[::ffff:169.254.169.254]',
  '[fd00:ec2::254]',
  '[2001:db8::1]',
  '[64:ff9b:1::1]',
];
const special = [
  '192.0.0.1',
  '192.0.2.1',
  '198.18.0.1',
  '198.51.100.1',
  '203.0.113.1',
  '224.0.0.1',
  '240.0.0.1',
  '255.255.255.255',
  '①②⑦.⓪.⓪.①',
  '127。0。0。1',
];
const names = [
  'localhost',
  'LOCALHOST',
  'localhost.',
  'a.localhost',
  'printer.local',
  'db.internal',
  'metadata.google.internal',
  'nas.lan',
  'router.home.arpa',
];

describe('an address that only this machine or its network can mean', () => {
  it.each([...loopback, ...loopback6, ...inside, ...inside6, ...special, ...names])('is not called: %s', (host) => {
    expect(urlProblem(new URL(`https://${host}/x`), new Set())).toBeDefined();
  });

  it.each([
    'http://example.com/',
    'ftp://example.com/',
    'https://example.com:8443/',
    'https://user@example.com/',
    'https://u:p@example.com/',
    'file:///etc/passwd',
    'gopher://example.com/',
  ])('nor is another way to a public one: %s', (url) => {
    expect(urlProblem(new URL(url), new Set())).toBeDefined();
  });

  it('is called when configuration names its origin exactly', () => {
    const allowed = new Set(['http://127.0.0.1:4010']);
    expect(urlProblem(new URL('http://127.0.0.1:4010/order'), allowed)).toBeUndefined();
    expect(urlProblem(new URL('http://127.0.0.1:4011/order'), allowed)).toBeDefined();
    expect(urlProblem(new URL('https://127.0.0.1:4010/order'), allowed)).toBeDefined();
  });

  it('leaves public addresses and names alone', () => {
    for (const url of [
      'https://example.com/',
      'https://1.1.1.1/',
      'https://[2606:4700::1111]/',
      'https://open-fs-sg.tiktokshop.com/x?y=z',
    ]) {
      expect(urlProblem(new URL(url), new Set())).toBeUndefined();
    }
  });

  it('counts what is no address as one', () => {
    for (const text of ['', 'example.com', '1.2.3', '999.1.1.1']) expect(isForbiddenAddress(text)).toBe(true);
  });
});

describe('a name that resolves into a private network', () => {
  const resolveTo = (addresses: string[]) =>
    new Promise<string>((resolve) => {
      const lookup = guardedLookup((_name, _options, callback) =>
        callback(
          null,
          addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
        ),
      );
      lookup('rebind.example', { all: true }, (error) => resolve(error ? error.message : 'connected'));
    });

  it('is not connected to, even when only one of its addresses lies there', async () => {
    expect(await resolveTo(['93.184.216.34', '127.0.0.1'])).toContain('private network');
    expect(await resolveTo(['::1'])).toContain('private network');
    expect(await resolveTo(['93.184.216.34'])).toBe('connected');
  });

  it('is refused in the form of a single answer too', async () => {
    const lookup = guardedLookup((_name, _options, callback) => callback(null, '10.0.0.1', 4));
    const message = await new Promise((resolve) => lookup('rebind.example', {}, (error) => resolve(error?.message)));
    expect(message).toContain('private network');
  });
});
