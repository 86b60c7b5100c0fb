import { createHash } from 'node:crypto';
import { createServer } from 'node:http';

export interface Received {
  readonly raw: Buffer;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  // biome-ignore lint/suspicious/noExplicitAny: tests read events by their documented shape
  readonly event: any;
}

export const verificationToken = 'receiver_token_0123456789_abcdefghijk';

/** An address that answers challenges, collects events and answers them with the status it is told. */
export async function startReceiver(statusOf: (count: number) => number = () => 204) {
  const received: Received[] = [];
  const challenges: string[] = [];
  const behaviour = { answersChallenges: true };
  let url = '';
  const server = createServer((request, response) => {
    const code = new URL(request.url ?? '/', 'http://receiver').searchParams.get('challenge_code');
    if (request.method === 'GET' && code !== null) {
      challenges.push(code);
      const hash = createHash('sha256')
        .update(code + verificationToken + url)
        .digest('hex');
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ challengeResponse: behaviour.answersChallenges ? hash : 'no' }));
      return;
    }
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const raw = Buffer.concat(chunks);
      const isJson = request.headers['content-type']?.startsWith('application/json');
      received.push({ raw, headers: request.headers, event: isJson ? JSON.parse(raw.toString('utf8')) : undefined });
      response.writeHead(statusOf(received.length)).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  url = typeof address === 'object' && address ? `http://127.0.0.1:${address.port}/hook` : '';
  const stop = (): void => {
    server.close();
    server.closeAllConnections();
  };
  return { received, challenges, behaviour, url, [Symbol.dispose]: stop };
}
