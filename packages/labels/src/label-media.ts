/** What is loaded in a printer, and the language in which it takes a document. Lengths in millimetres. */
export interface LabelMedia {
  readonly widthMm: number;
  readonly heightMm: number;
  readonly dpi: number;
}

export type PrinterLanguage = 'pdf' | 'zpl' | 'pwg-raster';

export interface PrinterMedia extends LabelMedia {
  readonly language: PrinterLanguage;
}

const mmPerInch = 25.4;
export const pointsPerMm = 72 / mmPerInch;

/** Size of the media in whole printer dots, e.g. 812 × 1218 for 4 × 6 inches at 203 dpi. */
export const mediaDots = (media: LabelMedia): { widthDots: number; heightDots: number } => ({
  widthDots: Math.round((media.widthMm / mmPerInch) * media.dpi),
  heightDots: Math.round((media.heightMm / mmPerInch) * media.dpi),
});

/** Size of the media in points, cut to whole dots, so that one dot of the page is one dot of the print head. */
export function mediaPoints(media: LabelMedia): { width: number; height: number } {
  const { widthDots, heightDots } = mediaDots(media);
  return { width: (widthDots * 72) / media.dpi, height: (heightDots * 72) / media.dpi };
}

/** Does a page of this size fill the media as it is? Half a millimetre is the tolerance of the paper itself. */
export const isMediaSize = (size: { widthMm: number; heightMm: number }, media: LabelMedia): boolean =>
  Math.abs(size.widthMm - media.widthMm) <= 0.5 && Math.abs(size.heightMm - media.heightMm) <= 0.5;

const wellKnown = [
  { widthMm: 101.6, heightMm: 152.4, name: 'na_index-4x6_4x6in' },
  { widthMm: 105, heightMm: 148, name: 'iso_a6_105x148mm' },
  { widthMm: 148, heightMm: 210, name: 'iso_a5_148x210mm' },
  { widthMm: 210, heightMm: 297, name: 'iso_a4_210x297mm' },
  { widthMm: 215.9, heightMm: 279.4, name: 'na_letter_8.5x11in' },
];

/** Self-describing media name of PWG 5101.1, as IPP wants it: `na_index-4x6_4x6in`, `custom_100x150mm_100x150mm`. */
export function pwgMediaName(media: Pick<LabelMedia, 'widthMm' | 'heightMm'>): string {
  const known = wellKnown.find((size) => Math.abs(size.widthMm - media.widthMm) < 0.1 && Math.abs(size.heightMm - media.heightMm) < 0.1);
  const size = `${Number(media.widthMm.toFixed(2))}x${Number(media.heightMm.toFixed(2))}mm`;
  return known?.name ?? `custom_${size}_${size}`;
}
