import { describe, expect, it } from 'vitest';
import { judgeSending, judgeSent } from './ipp-judgement.ts';
import type { IppJob } from './ipp-printer.ts';
import { judgeZebra, type ZebraObservation } from './zebra-judgement.ts';
import { zebraStatusOf } from './zebra-status.ts';

const job = (change: Partial<IppJob>): IppJob => ({
  id: 1,
  name: 'hub:a:1',
  state: 5,
  reasons: ['none'],
  kOctets: undefined,
  documents: undefined,
  printerMessage: '',
  ...change,
});

describe('a job that was sent', () => {
  it.each([
    ['completed without a complaint', job({ state: 9 }), 'confirmed'],
    [
      'completed, but the printer refused the document',
      job({ state: 9, printerMessage: 'Unable to add document to print job.' }),
      'unknown',
    ],
    ['completed with errors', job({ state: 9, reasons: ['job-completed-with-errors'] }), 'unknown'],
    ['aborted', job({ state: 8 }), 'unknown'],
    ['cancelled', job({ state: 7 }), 'unknown'],
    ['forgotten', undefined, 'unknown'],
    ['still printing', job({ state: 5 }), 'waiting'],
    ['stopped', job({ state: 6 }), 'waiting'],
  ])('that is %s ends as it must', (_what, seen, kind) => {
    expect(judgeSent(seen).kind).toBe(kind);
  });
});

describe('a job whose sending nobody confirmed', () => {
  it.each([
    ['waits for its document', job({ state: 4, reasons: ['job-incoming'] }), 'again'],
    ['has no document', job({ state: 3, documents: 0, kOctets: 0 }), 'again'],
    ['has all its bytes', job({ state: 5, kOctets: 2 }), 'adopted'],
    ['has all its bytes and is done', job({ state: 9, kOctets: 2 }), 'adopted'],
    ['has fewer bytes', job({ state: 9, kOctets: 1 }), 'unknown'],
    ['is printing, size untold', job({ state: 5 }), 'waiting'],
    ['is completed, size untold', job({ state: 9 }), 'unknown'],
    ['is gone', undefined, 'unknown'],
  ])('and that %s is decided by the size', (_what, seen, kind) => {
    expect(judgeSending(seen, 1025).kind).toBe(kind);
  });
});

const idle = zebraStatusOf('\x02030,0,0,1218,000,0,0,0,000,0,0,0\x03\r\n\x02000,0,0,0,0,2,4,0,00000000,1,000\x03\r\n\x021234,0\x03\r\n');
if (idle === undefined) throw new Error('The guide’s own example must be readable.');
const seen = (change: Partial<ZebraObservation>): ZebraObservation => ({
  status: idle,
  odometer: 11,
  odometerBefore: 10,
  labelsExpected: 1,
  wasSeenBusy: false,
  idleForMs: 9_999,
  isSent: true,
  ...change,
});

describe('a label sent to a Zebra', () => {
  it.each([
    ['the counter moved by one', seen({}), 'confirmed'],
    ['the counter stands still for long', seen({ odometer: 10 }), 'again'],
    ['the counter stands still so far', seen({ odometer: 10, idleForMs: 100 }), 'waiting'],
    ['the counter moved too far', seen({ odometer: 12 }), 'unknown'],
    ['the counter moved by one of two', seen({ labelsExpected: 2 }), 'unknown'],
    ['the counter went back', seen({ odometer: 9 }), 'unknown'],
    ['formats wait', seen({ status: { ...idle, formatsWaiting: 1 }, odometer: 10 }), 'waiting'],
    ['labels are out', seen({ status: { ...idle, isPaperOut: true } }), 'waiting'],
    ['half a format is stuck', seen({ status: { ...idle, hasPartialFormat: true }, odometer: 10 }), 'waiting'],
    ['there is no counter, but it worked', seen({ odometer: undefined, odometerBefore: undefined, wasSeenBusy: true }), 'confirmed'],
    ['there is no counter and it never worked', seen({ odometer: undefined, odometerBefore: undefined }), 'unknown'],
    [
      'there is no counter and sending broke off',
      seen({ odometer: undefined, odometerBefore: undefined, wasSeenBusy: true, isSent: false }),
      'unknown',
    ],
  ])('is judged when %s', (_what, observation, kind) => {
    expect(judgeZebra(observation).kind).toBe(kind);
  });
});
