/** Where an IPP object lives: the URI that goes into the request, and how to reach it. */
export interface IppTarget {
  /** Value of `printer-uri`. */
  readonly uri: string;
  readonly path: string;
  readonly endpoint:
    | { readonly kind: 'tcp'; readonly host: string; readonly port: number; readonly isTls: boolean }
    | { readonly kind: 'socket'; readonly path: string };
}

/** `ipp://host[:631]/path` or `ipps://…`. Throws a `TypeError` when the text is not a URI. */
export function ippTarget(uri: string): IppTarget {
  const url = new URL(uri.replace(/^ipp/, 'http'));
  const isTls = url.protocol === 'https:';
  return {
    uri,
    path: url.pathname + url.search,
    endpoint: { kind: 'tcp', host: url.hostname.replace(/^\[|\]$/g, ''), port: portOf(url, uri), isTls },
  };
}

function portOf(url: URL, uri: string): number {
  if (url.port !== '') return Number(url.port);
  // `new URL` hides a port that is the default of http; in an ipp URI it was meant.
  return /^ipps?:\/\/[^/]*:(80|443)(\/|$)/.exec(uri)?.[1] === undefined ? 631 : url.protocol === 'https:' ? 443 : 80;
}

/** A CUPS server: `host`, `host:port`, `http(s)://host:port`, or the path of its socket. `path` is e.g. `/printers/zebra`. */
export function cupsTarget(server: string, path: string): IppTarget {
  if (server.startsWith('/')) return { uri: `ipp://localhost${path}`, path, endpoint: { kind: 'socket', path: server } };
  const uri = /^\w+:\/\//.test(server) ? server.replace(/^http/, 'ipp').replace(/\/$/, '') : `ipp://${server}`;
  return ippTarget(`${uri}${path}`);
}
