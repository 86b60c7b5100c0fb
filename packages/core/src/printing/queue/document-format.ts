import { documentFormats } from '@shopfleet/contracts';

export type DocumentFormat = (typeof documentFormats)[number];

export const isDocumentFormat = (format: string): format is DocumentFormat => documentFormats.some((known) => known === format);
