import { describe, expect, it } from 'vitest';
import { readTrackingList } from './tracking-list.ts';

describe('a pasted list of tracking numbers', () => {
  it('is read from a spreadsheet, from CSV, and with semicolons', () => {
    const one = { orderNumber: '576461413038', carrier: 'JNE', trackingNumber: 'JN0012345' };
    expect(readTrackingList('576461413038\tJNE\tJN0012345').lines).toEqual([{ line: 1, ...one }]);
    expect(readTrackingList('576461413038, JNE ,JN0012345\r\n').lines).toEqual([{ line: 1, ...one }]);
    expect(readTrackingList("'576461413038;JNE;JN0012345").lines).toEqual([{ line: 1, ...one }]);
    expect(readTrackingList('"576461413038","J&T, Cargo ""fast""",JN0012345').lines).toEqual([
      { line: 1, ...one, carrier: 'J&T, Cargo "fast"' },
    ]);
  });

  it('leaves a heading and empty lines out, and counts as an editor does', () => {
    const list = readTrackingList('Order number,Carrier,Tracking number\n\n1001,UPS,1Z5R89390357567127');
    expect(list).toEqual({ lines: [{ line: 3, orderNumber: '1001', carrier: 'UPS', trackingNumber: '1Z5R89390357567127' }], problems: [] });
  });

  it('names the lines that it cannot use', () => {
    expect(readTrackingList('1001,UPS\n1002,,ABCD1\n1003,UPS,1Z\n1004,UPS,ABCD1\n1004,UPS,ABCD2').problems).toEqual([
      { line: 1, problem: 'columns' },
      { line: 2, problem: 'empty' },
      { line: 3, problem: 'short' },
      { line: 5, problem: 'twice' },
    ]);
  });
});
