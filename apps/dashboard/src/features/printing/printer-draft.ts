import type { Schemas } from '../../lib/api.ts';
import type { Printer } from './print-queries.ts';

export type DriverKind = Printer['driver']['kind'];
type Media = Printer['media'];
export type Discovered = Schemas['Agent']['discovered'][number];

export const mediaPresets = {
  '100x150': { widthMm: 100, heightMm: 150 },
  A6: { widthMm: 105, heightMm: 148 },
  '4x6': { widthMm: 101.6, heightMm: 152.4 },
  '100x100': { widthMm: 100, heightMm: 100 },
  '80x100': { widthMm: 80, heightMm: 100 },
  A5: { widthMm: 148, heightMm: 210 },
  A4: { widthMm: 210, heightMm: 297 },
} as const;
export type PresetName = keyof typeof mediaPresets;

export const presetTitles: Readonly<Record<PresetName, string>> = {
  '100x150': '100 × 150 mm',
  A6: 'A6 (105 × 148 mm)',
  '4x6': '4 × 6″ (102 × 152 mm)',
  '100x100': '100 × 100 mm',
  '80x100': '80 × 100 mm',
  A5: 'A5 (148 × 210 mm)',
  A4: 'A4 (210 × 297 mm)',
};

export const presetNames = Object.keys(mediaPresets) as PresetName[];

/** The preset that a size is, or `custom`. */
export function presetOf({ widthMm, heightMm }: { widthMm: number; heightMm: number }): PresetName | 'custom' {
  return presetNames.find((name) => mediaPresets[name].widthMm === widthMm && mediaPresets[name].heightMm === heightMm) ?? 'custom';
}

/** A printer as it stands in the form: every field is there whatever the driver, so that changing one's mind loses nothing. */
export interface PrinterDraft {
  readonly name: string;
  readonly kind: DriverKind;
  readonly uri: string;
  readonly server: string;
  readonly queue: string;
  readonly host: string;
  readonly port: number;
  readonly whenSilent: 'unknown' | 'assume-printed';
  readonly directory: string;
  readonly media: Media;
  readonly isDefault: boolean;
}

const languageOf: Readonly<Record<DriverKind, Media['language']>> = { ipp: 'pdf', cups: 'pdf', raw9100: 'zpl', 'pdf-file': 'pdf' };

export function emptyDraft(kind: DriverKind): PrinterDraft {
  return {
    name: '',
    kind,
    uri: '',
    server: 'localhost:631',
    queue: '',
    host: '',
    port: 9100,
    whenSilent: 'unknown',
    directory: '',
    media: { widthMm: 100, heightMm: 150, gapMm: kind === 'raw9100' ? 3 : 0, dpi: 203, language: languageOf[kind] },
    isDefault: false,
  };
}

function withDriver(draft: PrinterDraft, { kind, ...rest }: Printer['driver']): PrinterDraft {
  return { ...draft, ...rest, kind };
}

export function draftOfDiscovered({ name, driver }: Discovered): PrinterDraft {
  return { ...withDriver(emptyDraft(driver.kind), driver), name: name.slice(0, 100) };
}

export function draftOfPrinter({ name, driver, media, isDefault }: Printer): PrinterDraft {
  return { ...withDriver(emptyDraft(driver.kind), driver), name, media, isDefault };
}

/** Another driver usually means another language too. */
export function changeKind(draft: PrinterDraft, kind: DriverKind): PrinterDraft {
  return { ...draft, kind, media: { ...draft.media, language: languageOf[kind] } };
}

function driverOf(draft: PrinterDraft): Printer['driver'] {
  const { kind, uri, server, queue, host, port, whenSilent, directory } = draft;
  if (kind === 'ipp') return { kind, uri: uri.trim() };
  if (kind === 'cups') return { kind, server: server.trim(), queue: queue.trim() };
  if (kind === 'pdf-file') return { kind, directory: directory.trim() };
  return { kind, host: host.trim(), port, ...(whenSilent === 'unknown' ? {} : { whenSilent }) };
}

/** What the API takes. */
export function toPrinterBody(draft: PrinterDraft) {
  const { name, media, isDefault } = draft;
  return { name: name.trim(), driver: driverOf(draft), media, isDefault };
}
