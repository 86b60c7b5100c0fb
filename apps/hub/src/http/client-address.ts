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
