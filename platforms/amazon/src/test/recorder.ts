import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Recorded {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A server that writes down what it is asked and answers what it was told, by method and path; 404 for everything else. */
export async function startRecorder(answers: Readonly<Record<string, unknown>>) {
  const recorded: Recorded[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.once('end', () => {
      const { method = '', url = '', headers } = request;
      recorded.push({ method, url, headers, body: Buffer.concat(chunks).toString('utf8') });
      const answer = answers[`${method} ${url.split('?')[0]}`];
      if (answer === 204) response.writeHead(204).end();
      else response.writeHead(answer === undefined ? 404 : 200, { 'content-type': 'application/json' }).end(JSON.stringify(answer ?? {}));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const asked = (start: string): Recorded => {
    const found = recorded.find(({ method, url }) => `${method} ${url}`.startsWith(start));
    if (!found) throw new Error(`nobody asked ${start}`);
    return found;
  };
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    recorded,
    asked,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
