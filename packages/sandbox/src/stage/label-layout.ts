/** A label as it is printed: texts are final (masked where the marketplace masks). */
export interface LabelContent {
  /** Small print under the carrier: which marketplace made it. */
  readonly issuer: string;
  readonly carrier: string;
  readonly service: string;
  readonly trackingNumber: string;
  readonly packageId: string;
  readonly orderIds: readonly string[];
  readonly recipient: { readonly name: string; readonly phone: string; readonly lines: readonly string[] };
  readonly sender: { readonly name: string; readonly phone: string; readonly lines: readonly string[] };
  readonly items: readonly { readonly name: string; readonly sku: string; readonly quantity: number }[];
  readonly isCod: boolean;
  readonly codAmount?: string;
}

/** Where a label sits on its page. Positions are dots at 203 dpi from the top left, so that bars start on a printer's dot. */
export interface LabelPlace {
  readonly pageWidthPt: number;
  readonly pageHeightPt: number;
  readonly leftDots: number;
  readonly topDots: number;
  readonly widthDots: number;
  readonly heightDots: number;
  /** Width of the narrowest bar. */
  readonly moduleDots: number;
  readonly qrModuleDots: number;
  readonly fontScale: number;
}

export const dotPt = 72 / 203;
const a6 = { widthPt: 297.638, heightPt: 419.528, widthDots: 839, heightDots: 1182 };

export type LabelShape = 'A6' | 'A5' | 'A4' | '4x6';

/** A5 is a larger label; A4 is an A6 label near the top left of an office page; 4x6 is inches. */
export const labelPlaces: Readonly<Record<LabelShape, LabelPlace>> = {
  A6: {
    pageWidthPt: a6.widthPt,
    pageHeightPt: a6.heightPt,
    leftDots: 0,
    topDots: 0,
    widthDots: a6.widthDots,
    heightDots: a6.heightDots,
    moduleDots: 3,
    qrModuleDots: 6,
    fontScale: 1,
  },
  A5: {
    pageWidthPt: 419.528,
    pageHeightPt: 595.276,
    leftDots: 0,
    topDots: 0,
    widthDots: 1182,
    heightDots: 1678,
    moduleDots: 4,
    qrModuleDots: 8,
    fontScale: 1.4,
  },
  A4: {
    pageWidthPt: 595.276,
    pageHeightPt: 841.89,
    leftDots: 80,
    topDots: 80,
    widthDots: a6.widthDots,
    heightDots: a6.heightDots,
    moduleDots: 3,
    qrModuleDots: 6,
    fontScale: 1,
  },
  '4x6': {
    pageWidthPt: 288,
    pageHeightPt: 432,
    leftDots: 0,
    topDots: 0,
    widthDots: 812,
    heightDots: 1218,
    moduleDots: 3,
    qrModuleDots: 6,
    fontScale: 1,
  },
};
