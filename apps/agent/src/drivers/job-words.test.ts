import { describe, expect, it } from 'vitest';
import type { IppValue } from '../ipp/ipp-message.ts';
import { tag } from '../ipp/ipp-tags.ts';
import { printerReportOf } from './ipp-reasons.ts';
import { jobNameOf, jobUuidOf } from './job-name.ts';
import { mediaNameOf } from './media-name.ts';
import { zebraStatusOf } from './zebra-status.ts';
import { countLabels, withJobComment } from './zpl-document.ts';

describe('the name of a job', () => {
  it('holds job and hand-over, and from the second try on the try', () => {
    expect(jobNameOf({ printJobId: 'pjb_1', fence: 2, attempt: 1 })).toBe('hub:pjb_1:2');
    expect(jobNameOf({ printJobId: 'pjb_1', fence: 2, attempt: 3 })).toBe('hub:pjb_1:2.3');
  });

  it('gives the same version 5 UUID each time, and another for another job', () => {
    expect(jobUuidOf('hub:a:1')).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(jobUuidOf('hub:a:1')).toBe(jobUuidOf('hub:a:1'));
    expect(jobUuidOf('hub:a:1')).not.toBe(jobUuidOf('hub:a:2'));
  });
});

describe('the media keyword', () => {
  it.each([
    [101.6, 152.4, 'na_index-4x6_4x6in'],
    [102, 152, 'na_index-4x6_4x6in'],
    [105, 148, 'iso_a6_105x148mm'],
    [100, 150, 'custom_100x150mm_100x150mm'],
    [57.5, 32, 'custom_57.5x32mm_57.5x32mm'],
  ])('of %s by %s mm is %s', (widthMm, heightMm, name) => {
    expect(mediaNameOf({ widthMm, heightMm })).toBe(name);
  });
});

describe('what a printer says about itself', () => {
  const report = (attributes: Record<string, IppValue[]>) =>
    printerReportOf({ tag: tag.printer, attributes: new Map(Object.entries(attributes)) });
  it('is read by prefix, since errors come as warnings', () => {
    expect(report({ 'printer-state': [4], 'printer-state-reasons': ['media-empty-warning', 'media-needed-warning'] })).toEqual({
      state: 'printing',
      reasons: ['media-empty'],
      message: '',
    });
  });
  it('can be that the printer behind the queue is off, in words only', () => {
    const message = 'The printer may not exist or is unavailable at this time.';
    expect(report({ 'printer-state': [4], 'printer-state-reasons': ['none'], 'printer-state-message': [message] })).toEqual({
      state: 'printing',
      reasons: ['offline'],
      message,
    });
  });
  it('is no trouble when supplies are merely low', () => {
    expect(report({ 'printer-state': [3], 'printer-state-reasons': ['marker-supply-low-warning', 'media-low-report'] }).reasons).toEqual(
      [],
    );
  });
});

describe('a Zebra’s status', () => {
  it('is read field by field', () => {
    expect(
      zebraStatusOf('\x02030,1,1,1218,002,0,0,1,000,0,0,0\x03\r\n\x02000,0,1,1,0,2,4,0,00000007,1,000\x03\r\n\x021234,0\x03\r\n'),
    ).toEqual({
      isPaperOut: true,
      isPaused: true,
      formatsWaiting: 2,
      hasPartialFormat: true,
      isHeadUp: true,
      isRibbonOut: true,
      labelsRemaining: 7,
    });
  });
  it('is nothing when the printer answers in another shape', () => {
    expect(zebraStatusOf('\x02hello\x03\r\n\x02you\x03\r\n\x02there\x03')).toBeUndefined();
  });
});

describe('a ZPL document', () => {
  it('makes one label for each format that draws, times its quantity', () => {
    expect(countLabels('^XA^MNY^XZ^XA^FO1,1^FDa^FS^PQ3^XZ\n^XA^FO0,0^GFA,1,1,1,FF^FS^XZ')).toBe(4);
    expect(countLabels('no label at all')).toBe(0);
  });
  it('carries its job’s name as a comment behind the first ^XA', () => {
    expect(withJobComment(Buffer.from('~SD20^XA^FDa^FS^XZ'), 'hub:a:1').toString()).toBe('~SD20^XA^FXhub:a:1:^FS^FDa^FS^XZ');
  });
});
