import type { PrinterMedia } from './label-media.ts';

export type SourceFormat = 'application/pdf' | 'application/vnd.zebra-zpl' | 'image/png';
export type PrintFormat = 'application/pdf' | 'application/vnd.zebra-zpl' | 'image/pwg-raster';

/** A label as a marketplace or carrier gave it, and the printer that it is for. */
export interface LabelRequest {
  readonly bytes: Uint8Array;
  readonly format: SourceFormat;
  readonly media: PrinterMedia;
  /** The tracking number that must be readable on what is printed. */
  readonly expect?: string;
}

/** The bytes to send to the printer, and what was read on them. */
export interface ConvertedLabel {
  readonly bytes: Uint8Array;
  readonly format: PrintFormat;
  /** SHA-256 of `bytes`, hexadecimal. */
  readonly sha256: string;
  /** Texts of the codes on the final picture. With `expect`, reading may stop once it was found. */
  readonly barcodes: readonly string[];
  /** 1 when bars keep their width; less when the label was made smaller. */
  readonly scale: number;
  /** Sentences for the seller; none of them stops the print. */
  readonly warnings: readonly string[];
  readonly timingsMs: LabelTimings;
}

export interface LabelTimings {
  readonly fit: number;
  readonly render: number;
  readonly encode: number;
  readonly decode: number;
  readonly total: number;
}
