const loopbackHosts: readonly string[] = ['localhost', '127.0.0.1'];
const anyPort = ':*';
const longest = 511;

/** Why this address cannot be registered; undefined when it can. */
export function problemOfRedirectUri(uri: string): string | undefined {
  const text = uri.replace(anyPort, ':1');
  if (uri.length > longest || !URL.canParse(text)) return `"${uri}" is no absolute address of less than 512 characters`;
  const url = new URL(text);
  if (url.search !== '' || url.hash !== '' || uri.includes('#') || uri.includes('?')) return `"${uri}" may have no query and no fragment`;
  const isLoopback = loopbackHosts.includes(url.hostname);
  if (!isLoopback && (url.protocol !== 'https:' || uri.includes(anyPort))) return `"${uri}" must be https, or on loopback`;
  if (isLoopback && !/:(\d+|\*)(\/|$)/.test(uri.slice('http://'.length))) return `"${uri}" must name a port, or *`;
  return undefined;
}

/** Exact, but for the port where it was registered with `*`. */
export function isRegistered(registered: readonly string[], uri: string): boolean {
  return registered.some((one) => one === uri || (one.includes(anyPort) && one === uri.replace(/:\d+(?=\/|$)/, anyPort)));
}

/** Desktop addresses need a code challenge. */
export const isLoopback = (uri: string): boolean => URL.canParse(uri) && loopbackHosts.includes(new URL(uri).hostname);
