import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { DiscoveredPrinter } from '@shopfleet/contracts/agent-protocol';
import type { Log } from '@shopfleet/kernel';
import { groupsWith, textOf } from '../ipp/ipp-attributes.ts';
import { IppClient } from '../ipp/ipp-client.ts';
import { operation, tag } from '../ipp/ipp-tags.ts';
import { cupsTarget } from '../ipp/ipp-target.ts';
import { parseHostPort } from './host-port.ts';

export interface DiscoveryOptions {
  /** Host, `host:port` or socket path of the CUPS server to ask. */
  readonly cupsServer: string;
  readonly manualPrinters: readonly string[];
  readonly log: Log;
  /** Lists the URIs of printers that announce themselves; replaced where there is no network to listen to. */
  readonly browse?: () => Promise<string>;
}

const run = promisify(execFile);

/** `ippfind` comes with CUPS; it prints one URI a line. */
async function browseWithIppfind(): Promise<string> {
  const { stdout } = await run('ippfind', ['-T', '3'], { timeout: 8_000 });
  return stdout;
}

/** The queues of a CUPS server. Throws `IppUnanswered` when there is none. */
export async function cupsQueues(server: string): Promise<DiscoveredPrinter[]> {
  const client = new IppClient(cupsTarget(server, '/'));
  try {
    const wanted = ['printer-name', 'printer-make-and-model', 'printer-location'];
    const answer = await client.call({
      operation: operation.cupsGetPrinters,
      fields: [['requested-attributes', tag.keyword, wanted]],
      idleMs: 3_000,
    });
    return groupsWith(answer, tag.printer).flatMap((printer) => {
      const queue = textOf(printer, 'printer-name');
      const detail = [textOf(printer, 'printer-make-and-model'), textOf(printer, 'printer-location')]
        .filter((text) => text !== undefined && text !== '')
        .join(', ');
      return queue === undefined ? [] : [{ name: queue, driver: { kind: 'cups' as const, server, queue }, detail }];
    });
  } finally {
    client.close();
  }
}

/** The lines of `ippfind` as printers. */
export function printersFromBrowse(lines: string): DiscoveredPrinter[] {
  const uris = lines
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => /^ipps?:\/\//.test(line));
  return uris.map((uri) => ({
    name: decodeURIComponent(new URL(uri.replace(/^ipp/, 'http')).hostname).replace(/\.local\.?$/, ''),
    driver: { kind: 'ipp' as const, uri },
    detail: uri,
  }));
}

/** Everything that can be found from here: CUPS queues, printers that announce themselves, and those named by hand. */
export async function discoverPrinters({
  cupsServer,
  manualPrinters,
  log,
  browse = browseWithIppfind,
}: DiscoveryOptions): Promise<DiscoveredPrinter[]> {
  const manual = manualPrinters.map((text) => {
    const { host, port } = parseHostPort(text);
    return { name: text, driver: { kind: 'raw9100' as const, host, port }, detail: 'named by hand' };
  });
  const found = await Promise.allSettled([cupsQueues(cupsServer), browse().then(printersFromBrowse)]);
  for (const result of found)
    if (result.status === 'rejected') log.debug({ error: result.reason }, 'One way of finding printers gave nothing');
  return [...manual, ...found.flatMap((result) => (result.status === 'fulfilled' ? result.value : []))];
}
