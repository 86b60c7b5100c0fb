import { expect, test } from 'vitest';
import {
  changeKind,
  draftOfDiscovered,
  draftOfPrinter,
  emptyDraft,
  mediaPresets,
  presetNames,
  presetOf,
  toPrinterBody,
} from './printer-draft.ts';

test('a printer that is edited and changed nowhere stays as it was', () => {
  const printer = {
    name: 'Zebra',
    driver: { kind: 'raw9100', host: '10.0.0.7', port: 9101, whenSilent: 'assume-printed' },
    media: { widthMm: 101.6, heightMm: 152.4, gapMm: 3, dpi: 300, language: 'zpl' },
    isDefault: true,
  } as const;
  const body = toPrinterBody(draftOfPrinter({ ...whole, ...printer }));
  expect(body).toEqual(printer);
});

test('only the fields of the chosen driver are sent', () => {
  const draft = { ...emptyDraft('raw9100'), name: ' Bench ', host: ' 10.0.0.7 ', uri: 'ipp://left-over/', queue: 'left-over' };
  expect(toPrinterBody(draft)).toMatchObject({ name: 'Bench', driver: { kind: 'raw9100', host: '10.0.0.7', port: 9100 } });
  expect(toPrinterBody(changeKind(draft, 'ipp')).driver).toEqual({ kind: 'ipp', uri: 'ipp://left-over/' });
});

test('a label printer starts with ZPL, everything else with PDF', () => {
  expect(emptyDraft('raw9100').media.language).toBe('zpl');
  expect(changeKind(emptyDraft('raw9100'), 'cups').media.language).toBe('pdf');
});

test('what an agent found fills the form', () => {
  const draft = draftOfDiscovered({ name: 'Office', driver: { kind: 'ipp', uri: 'ipp://office/ipp/print' }, detail: '' });
  expect([draft.name, draft.kind, draft.uri]).toEqual(['Office', 'ipp', 'ipp://office/ipp/print']);
});

test('every preset is recognised again, and any other size is custom', () => {
  for (const name of presetNames) expect(presetOf(mediaPresets[name])).toBe(name);
  expect(presetOf({ widthMm: 100, heightMm: 151 })).toBe('custom');
});

const whole = {
  id: 'prn_1',
  agentId: 'agt_1',
  agentName: 'Bench',
  isAgentOnline: true,
  isPaused: false,
  state: 'idle' as const,
  reasons: [],
  stateMessage: '',
  reportedAt: null,
  waitingJobs: 0,
  version: 1,
};
