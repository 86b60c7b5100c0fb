import { jobState } from '../ipp/ipp-tags.ts';
import { type IppJob, isEnded, isWithoutDocument } from './ipp-printer.ts';
import type { Finding } from './printer-driver.ts';

// CUPS calls a job completed although the printer refused its document; only this text tells.
const refusal = /unable to|rejected|not supported|not accepted|cannot/i;
// Not processing-to-stop-point: CUPS shows that for good jobs too.
const refusalReasons: readonly string[] = ['job-completed-with-errors', 'unsupported-document-format', 'document-format-error'];

/** The journal says `sent`. What does the printer's answer mean? Undefined: it knows no such job. */
export function judgeSent(job: IppJob | undefined): Finding {
  if (job === undefined) return { kind: 'unknown', why: 'The printer took the document and then forgot the job. Look at the printer.' };
  if (job.state === jobState.completed) {
    const complaints = [
      ...job.reasons.filter((reason) => refusalReasons.includes(reason)),
      ...(refusal.test(job.printerMessage) ? [job.printerMessage] : []),
    ];
    if (complaints.length > 0) return { kind: 'unknown', why: `The printer says completed, but also: ${complaints.join(', ')}` };
    return { kind: 'confirmed', detail: 'The printer says completed.' };
  }
  if (isEnded(job)) return { kind: 'unknown', why: `The printer ended the job: ${endOf(job)}. Look at the printer.` };
  return {
    kind: 'waiting',
    why: job.printerMessage || job.reasons.filter((reason) => reason !== 'none').join(', '),
    isPrinterFault: isFault(job),
  };
}

/** The journal says `sending`: the document may have left. Decides by the size that the printer reports. */
export function judgeSending(job: IppJob | undefined, documentBytes: number): Finding {
  if (job === undefined)
    return { kind: 'unknown', why: 'The printer shows no trace of the job after an unfinished sending. Look at the printer.' };
  if (isWithoutDocument(job)) return { kind: 'again', why: 'The document never arrived in full, and the empty job is cancelled.' };
  if (job.kOctets !== undefined && job.kOctets === Math.ceil(documentBytes / 1024)) return { kind: 'adopted' };
  if (!isEnded(job))
    return { kind: 'waiting', why: 'Waiting for the end of a job whose sending was not confirmed.', isPrinterFault: isFault(job) };
  return {
    kind: 'unknown',
    why: `Sending was not confirmed and the printer does not tell how much arrived (${endOf(job)}). Look at the printer.`,
  };
}

function endOf(job: IppJob): string {
  const word =
    { [jobState.canceled]: 'cancelled', [jobState.aborted]: 'aborted', [jobState.completed]: 'completed' }[job.state] ??
    `state ${job.state}`;
  return [word, job.printerMessage].filter((text) => text !== '').join(', ');
}

function isFault(job: IppJob): boolean {
  return job.state === jobState.stopped || job.reasons.includes('printer-stopped') || job.printerMessage !== '';
}
