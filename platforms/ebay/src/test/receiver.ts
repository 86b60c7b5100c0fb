import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ChallengeAnswer } from '@shopfleet/platform-kit';

export interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly rawBody: Uint8Array;
}

export interface Receiver {
  readonly url: string;
  readonly received: Received[];
  /** Answers the platform's questions; none until it is set. */
  answer: ((query: Readonly<Record<string, string>>) => ChallengeAnswer | undefined) | undefined;
  stop(): Promise<unknown>;
}

/** Receives events and keeps them; answers challenges the way the hub would. */
export async function startReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const { searchParams } = new URL(request.url ?? '/', 'http://receiver');
    if (request.method === 'GET') return answerChallenge(response, receiver.answer?.(Object.fromEntries(searchParams)));
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.once('end', () => {
      received.push({ headers: request.headers, rawBody: Buffer.concat(chunks) });
      response.writeHead(204).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const stop = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  };
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/events`;
  const receiver: Receiver = { url, received, answer: undefined, stop };
  return receiver;
}

function answerChallenge(response: ServerResponse, answer: ChallengeAnswer | undefined): void {
  if (!answer) response.writeHead(404).end();
  else response.writeHead(200, { 'content-type': answer.contentType }).end(answer.body);
}
