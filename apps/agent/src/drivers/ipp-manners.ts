import type { IppManners } from './ipp-driver.ts';

/** A printer that speaks IPP itself. */
export const printerManners: IppManners = { formatFor: (format) => format, checksFormats: true };

/** A CUPS queue: converts what it knows; ZPL must pass through as it is. */
export const cupsManners: IppManners = {
  formatFor: (format) => (format === 'application/vnd.zebra-zpl' ? 'application/vnd.cups-raw' : format),
  checksFormats: false,
};
