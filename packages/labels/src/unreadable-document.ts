import { HubError } from '@shopfleet/kernel';

/** The one refusal of this package: what is wrong with the document, and what to do about it. */
export const unreadable = (message: string, cause?: unknown): HubError =>
  new HubError('UNREADABLE_DOCUMENT', cause === undefined ? { message } : { message, cause });
