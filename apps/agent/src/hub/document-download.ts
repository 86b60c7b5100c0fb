import { setTimeout as sleep } from 'node:timers/promises';
import type { JobOffer } from '@shopfleet/contracts/agent-protocol';
import { type Log, retryDelayMs } from '@shopfleet/kernel';
import { type DocumentStore, sha256Of } from '../journal/document-store.ts';
import type { HubAddress } from './hub-address.ts';
import { accepted, callHub, HubRefused } from './hub-http.ts';

export interface DocumentSource {
  readonly address: HubAddress;
  readonly token: string;
  readonly store: DocumentStore;
  readonly log: Log;
}

/** The document cannot be had: it is not there, or not what was announced. */
export class DocumentUnusable extends Error {
  override readonly name = 'DocumentUnusable';
}

const damagedTries = 3;
const backoff = { baseMs: 300, maxMs: 30_000 };
/** An error of the hub comes with words, also where the document is tiny. */
const maxRefusalBytes = 65_536;

/**
 * Brings a document to the disk and checks its hash. Tries for as long as the hub cannot be reached and the document is still wanted;
 * answers false when it no longer is. Throws `DocumentUnusable` when trying again makes no sense.
 */
export async function fetchDocument(source: DocumentSource, document: JobOffer['document'], isWanted: () => boolean): Promise<boolean> {
  if (source.store.isIntact(document.sha256)) return true;
  for (let attempt = 1; isWanted(); attempt += 1) {
    try {
      await fetchOnce(source, document);
      return isWanted();
    } catch (error) {
      if (error instanceof DocumentUnusable && attempt >= damagedTries) throw error;
      const isRefusal = error instanceof HubRefused && error.status < 500 && error.status !== 429;
      if (isRefusal) throw new DocumentUnusable(`The hub does not hand out the document: ${error.message}`, { cause: error });
      source.log.info({ error, attempt, sha256: document.sha256 }, 'A document could not be fetched; trying again');
      await sleep(retryDelayMs(attempt, backoff), undefined, { ref: false });
    }
  }
  return false;
}

async function fetchOnce({ address, token, store }: DocumentSource, document: JobOffer['document']): Promise<void> {
  const maxBytes = Math.max(document.bytes, maxRefusalBytes);
  const { body } = accepted(
    await callHub(address, { method: 'GET', path: `/agent/documents/${document.sha256}`, token, maxBytes, idleMs: 30_000 }),
  );
  if (body.length !== document.bytes || sha256Of(body) !== document.sha256) {
    throw new DocumentUnusable(`The document arrived damaged: ${body.length} of ${document.bytes} bytes, hash ${sha256Of(body)}.`);
  }
  store.put(document.sha256, body);
}
