import { BlockList, isIP } from 'node:net';
import { PlatformFailure } from './failure.ts';

// Special-purpose registries of IANA: https://www.iana.org/assignments/iana-ipv4-special-registry and …-ipv6-special-registry (read 2026-11-21).
const forbiddenV4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/3',
];
const forbiddenV6 = [
  '::/96',
  '64:ff9b::/96',
  '64:ff9b:1::/48',
  '100::/64',
  '2001::/23',
  '2001:db8::/32',
  '2002::/16',
  '3fff::/20',
  '5f00::/16',
  'fc00::/7',
  'fe80::/10',
  'fec0::/10',
  'ff00::/8',
];

const forbidden = new BlockList();
for (const [list, family] of [
  [forbiddenV4, 'ipv4'],
  [forbiddenV6, 'ipv6'],
] as const) {
  for (const subnet of list) {
    const [network = '', prefix = ''] = subnet.split('/');
    forbidden.addSubnet(network, Number(prefix), family);
  }
}

/** True for an address that only this machine or its own network can mean. Addresses that cannot be read count as such. */
export function isForbiddenAddress(address: string): boolean {
  const family = isIP(address);
  return family === 0 || forbidden.check(address, family === 6 ? 'ipv6' : 'ipv4');
}

/** Names the rule that a URL breaks; undefined when a call may go there. Origins in `allowed` were given by configuration. */
export function urlProblem(url: URL, allowed: ReadonlySet<string>): string | undefined {
  if (allowed.has(url.origin)) return undefined;
  if (url.protocol !== 'https:') return 'only https is allowed';
  if (url.username !== '' || url.password !== '') return 'credentials in the address';
  if (url.port !== '') return 'only port 443 is allowed';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0 && isForbiddenAddress(host)) return 'an address of a private network';
  if (/(^|\.)(localhost|local|internal|lan|home\.arpa)\.?$/i.test(host)) return 'a name of a private network';
  return undefined;
}

/** Throws `forbidden` when the URL may not be called. */
export function assertAllowedUrl(url: URL, allowed: ReadonlySet<string>): void {
  const problem = urlProblem(url, allowed);
  if (problem !== undefined) throw new PlatformFailure('forbidden', `The call to ${url.hostname} was not made: ${problem}`);
}
