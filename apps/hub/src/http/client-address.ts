import { isIP } from 'node:net';
import type { Context } from 'hono';

/**
 * The caller's network address. Behind `trustedProxies` proxies it is the entry that the outermost of them wrote into
 * X-Forwarded-For; what stands before it may be forged.
 */
export function clientAddress(c: Context, trustedProxies: number): string {
  const direct = directAddress(c.env);
  if (trustedProxies === 0) return direct;
  const chain = (c.req.header('x-forwarded-for') ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
  return chain.at(-trustedProxies)?.slice(0, 64) ?? direct;
}

function directAddress(env: unknown): string {
  const incoming: unknown = typeof env === 'object' && env !== null ? Reflect.get(env, 'incoming') : undefined;
  const socket: unknown = typeof incoming === 'object' && incoming !== null ? Reflect.get(incoming, 'socket') : undefined;
  const address: unknown = typeof socket === 'object' && socket !== null ? Reflect.get(socket, 'remoteAddress') : undefined;
  return typeof address === 'string' ? address.replace(/^::ffff:/, '') : 'unknown';
}

/**
 * What calls from one place are counted under: an IPv4 address, or the first 64 bits of an IPv6 address, since whoever has one of
 * those has all addresses behind them. A port behind the address is left out; what is no address stays as it is.
 */
export function networkOf(address: string): string {
  const bare = /^\[(.+)\](?::\d+)?$/.exec(address)?.[1] ?? /^(\d+\.\d+\.\d+\.\d+):\d+$/.exec(address)?.[1] ?? address;
  const plain = bare.replace(/%.*$/, '').toLowerCase();
  if (isIP(plain) !== 6) return plain;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(plain)?.[1];
  return mapped ?? `${first64Bits(plain)}::/64`;
}

function first64Bits(address: string): string {
  const [head = '', tail] = address.split('::');
  const groups = (text: string) => (text === '' ? [] : text.split(':').flatMap((group) => (group.includes('.') ? ['0', '0'] : [group])));
  const before = groups(head);
  const after = groups(tail ?? '');
  const zeros = tail === undefined ? 0 : 8 - before.length - after.length;
  const all = [...before, ...Array.from({ length: zeros }, () => '0'), ...after];
  return all
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}
