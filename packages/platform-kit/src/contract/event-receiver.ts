import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

interface ReceivedEvent {
  readonly headers: Readonly<Record<string, string>>;
  readonly rawBody: Uint8Array;
}

/** Receives what a platform posts to `path` on this machine and keeps it; answers 200 with nothing. */
export async function startEventReceiver(path = '/events') {
  const received: ReceivedEvent[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.once('end', () => {
      const headers: Record<string, string> = {};
      for (const [name, value] of Object.entries(request.headers)) if (typeof value === 'string') headers[name] = value;
      received.push({ headers, rawBody: Buffer.concat(chunks) });
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;
  const stop = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  };
  return { received, url, stop };
}
