import { systemClock } from '@shopfleet/kernel';
import { PlatformFailure } from '@shopfleet/platform-kit';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readAnswer, readFile } from './answer.ts';
import { endpoints } from './endpoints.ts';
import { formatOf } from './labels.ts';
import { failureListSchema } from './wire/item.ts';

const answer = (body: unknown, status = 200) => ({
  status,
  headers: {},
  body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
});
const read = (body: unknown, status = 200, endpoint: (typeof endpoints)[keyof typeof endpoints] = endpoints.getOrders) =>
  readAnswer(answer(body, status), { endpoint, schema: z.object({ a: z.number() }), clock: systemClock });
const kindOf = (work: () => unknown) => {
  try {
    return work();
  } catch (error) {
    if (error instanceof PlatformFailure) return error.kind;
    throw error;
  }
};

describe('an answer of Shopee', () => {
  it('is a success when its error is empty, a dash or missing', () => {
    for (const error of ['', '-', undefined, null]) expect(read({ error, response: { a: 1 } })).toEqual({ a: 1 });
  });

  it('is a refusal also under HTTP 200, and in either spelling of its words', () => {
    expect(kindOf(() => read({ error: 'error_not_found', message: 'x' }))).toBe('not-found');
    expect(() => read({ error: 'error_param', msg: 'the words' })).toThrow(/the words/);
    expect(kindOf(() => read({ error: 'error_sign' }, 403))).toBe('forbidden');
  });

  it('lies flat beside the error for some calls', () => {
    expect(read({ error: '', a: 2, request_id: 'r' }, 200, endpoints.getShopInfo)).toEqual({ a: 2 });
  });

  it('may explain a refusal row by row', () => {
    const body = { error: 'error_busi_update_stock_failed', response: { failure_list: [{ model_id: 0, failed_reason: 'no' }] } };
    const options = { endpoint: endpoints.updateStock, schema: failureListSchema, clock: systemClock };
    expect(readAnswer(answer(body), options)).toEqual({ failure_list: [{ failed_reason: 'no' }] });
    expect(kindOf(() => readAnswer(answer({ ...body, response: undefined }), options))).toBe('invalid');
  });

  it('that is a page, or of another shape, says nothing: a write may have happened', () => {
    expect(kindOf(() => read('<html>', 403))).toBe('unavailable');
    expect(kindOf(() => read('', 200, endpoints.shipOrder))).toBe('outcome-unknown');
    expect(kindOf(() => read({ error: '', response: { a: 'x' } }))).toBe('unexpected');
    expect(kindOf(() => read({ error: '', response: { a: 'x' } }, 200, endpoints.shipOrder))).toBe('outcome-unknown');
    expect(kindOf(() => read({ error: '', response: { a: 1 } }, 502))).toBe('unavailable');
  });
});

describe('a file of Shopee', () => {
  const file = (body: unknown, status = 200) => readFile(answer(body, status), endpoints.downloadLabel, systemClock);

  it('is its bytes, or the refusal in its place', () => {
    expect(Buffer.from(file('%PDF-1.7') as Uint8Array).toString()).toBe('%PDF-1.7');
    expect(kindOf(() => file({ error: 'logistics.package_can_not_print', message: '' }))).toBe('conflict');
    expect(kindOf(() => file(''))).toBe('unavailable');
    expect(kindOf(() => file('<html>', 502))).toBe('unavailable');
    expect(kindOf(() => file({ error: '' }))).toBe('unavailable');
  });

  it('is a label by its first bytes, whatever it is called', () => {
    expect(formatOf(Buffer.from('%PDF-1.7'))).toBe('application/pdf');
    expect(formatOf(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'))).toBe('image/png');
    expect(formatOf(Buffer.from(' ^XA^XZ'))).toBe('application/vnd.zebra-zpl');
    expect(kindOf(() => formatOf(Buffer.from('<!DOCTYPE html>')))).toBe('unsupported');
    expect(kindOf(() => formatOf(Buffer.from('what?')))).toBe('unavailable');
  });
});
