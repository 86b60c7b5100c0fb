import type { MediaProfile } from '@shopfleet/contracts/agent-protocol';

/** Sizes that have a name of their own (PWG 5101.1). */
const named = [
  { name: 'na_index-4x6_4x6in', widthMm: 101.6, heightMm: 152.4 },
  { name: 'iso_a6_105x148mm', widthMm: 105, heightMm: 148 },
  { name: 'iso_a5_148x210mm', widthMm: 148, heightMm: 210 },
  { name: 'iso_a4_210x297mm', widthMm: 210, heightMm: 297 },
  { name: 'na_letter_8.5x11in', widthMm: 215.9, heightMm: 279.4 },
];
const toleranceMm = 0.6;

const plain = (mm: number): string => String(Math.round(mm * 100) / 100);

/** The IPP `media` keyword of what is loaded: a standard name, or a self-describing custom one. */
export function mediaNameOf({ widthMm, heightMm }: Pick<MediaProfile, 'widthMm' | 'heightMm'>): string {
  const match = named.find((size) => Math.abs(size.widthMm - widthMm) <= toleranceMm && Math.abs(size.heightMm - heightMm) <= toleranceMm);
  const size = `${plain(widthMm)}x${plain(heightMm)}mm`;
  return match?.name ?? `custom_${size}_${size}`;
}
