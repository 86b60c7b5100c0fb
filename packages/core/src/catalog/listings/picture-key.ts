const longest = 2_000;

/**
 * What names a picture: its address without what a marketplace makes anew for each answer (signatures, expiry). Undefined for what is
 * no address of the web.
 */
export function pictureKey(url: string | undefined): string | undefined {
  if (url === undefined || url.length > longest || !URL.canParse(url)) return undefined;
  const { protocol, host, pathname } = new URL(url);
  return protocol === 'https:' || protocol === 'http:' ? `${host}${pathname}`.slice(0, longest) : undefined;
}
