import { createHash, createHmac } from 'node:crypto';
import { Secret } from '@shopfleet/kernel';
import { noLimit } from '@shopfleet/platform-kit';
import { expect, it } from 'vitest';
import { createAmazon } from './amazon.ts';
import { type Recorded, startRecorder } from './test/recorder.ts';

const secret = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY';
const hash = (text: string) => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();

/** Signature version 4 computed anew from what arrived (AWS, "Create a signed AWS API request"). */
function signatureOf({ method, url, headers, body }: Recorded, region: string): string {
  const signed = /SignedHeaders=([^,]+)/.exec(headers.authorization ?? '')?.[1]?.split(';') ?? [];
  const lines = signed.map((name) => `${name}:${String(headers[name]).trim()}\n`).join('');
  const canonical = [method, url, '', lines, signed.join(';'), hash(body)].join('\n');
  const at = String(headers['x-amz-date']);
  const scope = `${at.slice(0, 8)}/${region}/sqs/aws4_request`;
  const key = hmac(hmac(hmac(hmac(`AWS4${secret}`, at.slice(0, 8)), region), 'sqs'), 'aws4_request');
  return hmac(key, ['AWS4-HMAC-SHA256', at, scope, hash(canonical)].join('\n')).toString('hex');
}

it('signs what it asks the queue, for the queue’s own region', async () => {
  await using recorder = await startRecorder({ 'POST /': { Messages: [] } });
  const queueUrl = `${recorder.url}/111122223333/hub-amazon-events`;
  const platform = createAmazon({
    clientId: 'c',
    clientSecret: new Secret('s'),
    limiter: noLimit,
    allowedOrigins: [recorder.url],
    sqs: {
      queueUrl,
      queueArn: 'arn:aws:sqs:eu-west-1:111122223333:hub-amazon-events',
      accessKeyId: 'AKIDEXAMPLE',
      secretAccessKey: new Secret(secret),
    },
  });
  await platform.eventQueue?.pull(new AbortController().signal);
  const asked = recorder.asked('POST /');
  expect(asked.headers['x-amz-target']).toBe('AmazonSQS.ReceiveMessage');
  expect(JSON.parse(asked.body)).toMatchObject({ QueueUrl: queueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 20 });
  expect(asked.headers.authorization).toContain('Credential=AKIDEXAMPLE/');
  expect(/Signature=(\w+)/.exec(asked.headers.authorization ?? '')?.[1]).toBe(signatureOf(asked, 'eu-west-1'));
  await platform.close();
});
