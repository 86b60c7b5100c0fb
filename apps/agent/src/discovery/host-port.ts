/** Reads `host` or `host:port`, also `[::1]:9100`; 9100 is the port of label printers. Throws a `TypeError` with words. */
export function parseHostPort(text: string): { host: string; port: number } {
  const match = /^(\[[0-9a-f:]+\]|[^\s:/]+)(?::(\d{1,5}))?$/i.exec(text.trim());
  const port = Number(match?.[2] ?? 9100);
  if (match?.[1] === undefined || port < 1 || port > 65_535)
    throw new TypeError(`"${text}" is not a printer address. Write host:port, for example 192.168.1.40:9100.`);
  return { host: match[1].replace(/^\[|\]$/g, ''), port };
}
