import http from 'node:http';
import https from 'node:https';
import { z } from 'zod';
import { type HubAddress, hubUrl, tlsOptions } from './hub-address.ts';

export interface HubAnswer {
  readonly status: number;
  readonly body: Buffer;
  readonly date: Date | undefined;
}

export interface HubCall {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly token?: string;
  readonly json?: unknown;
  readonly maxBytes: number;
  readonly idleMs?: number;
}

/** The hub said no, with its own words (`application/problem+json`). */
export class HubRefused extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.name = 'HubRefused';
    this.status = status;
    this.code = code;
  }
}

const problemSchema = z.object({ code: z.string().default(''), title: z.string().default(''), detail: z.string().default('') });

/** One HTTP call to the hub. Any status is an answer; rejects when there is none, or when it is larger than `maxBytes`. */
export function callHub(address: HubAddress, call: HubCall): Promise<HubAnswer> {
  const url = hubUrl(address, call.path);
  const body = call.json === undefined ? undefined : Buffer.from(JSON.stringify(call.json));
  const { promise, resolve, reject } = Promise.withResolvers<HubAnswer>();
  const request = (url.protocol === 'https:' ? https : http).request(url, {
    method: call.method,
    timeout: call.idleMs ?? 15_000,
    headers: {
      ...(call.token === undefined ? {} : { authorization: `Bearer ${call.token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json', 'content-length': body.length }),
    },
    ...tlsOptions(address),
  });
  request.on('timeout', () => request.destroy(new Error(`${url.origin} does not answer.`)));
  request.on('error', reject);
  request.on('response', (response) => {
    const parts: Buffer[] = [];
    let size = 0;
    response.on('data', (part: Buffer) => {
      size += part.length;
      if (size > call.maxBytes) response.destroy(new Error(`The answer is larger than ${call.maxBytes} bytes.`));
      else parts.push(part);
    });
    response.on('error', reject);
    response.on('end', () => {
      const date = response.headers.date === undefined ? undefined : new Date(response.headers.date);
      resolve({ status: response.statusCode ?? 0, body: Buffer.concat(parts), date });
    });
  });
  request.end(body);
  return promise;
}

/** Turns an answer outside of 2xx into a `HubRefused`. */
export function accepted(answer: HubAnswer): HubAnswer {
  if (answer.status >= 200 && answer.status < 300) return answer;
  const { code, title, detail } = problemSchema.catch({ code: '', title: '', detail: '' }).parse(jsonOf(answer.body));
  throw new HubRefused(
    answer.status,
    code,
    [title, detail].filter((text) => text !== '').join(': ') || `The hub answered ${answer.status}.`,
  );
}

/** Undefined when the bytes are no JSON; the schema that reads it says what is wrong. */
export function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
