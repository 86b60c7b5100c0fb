import { setTimeout as sleep } from 'node:timers/promises';
import type { JobOffer } from '@shopfleet/contracts/agent-protocol';
import { type DocumentStore, sha256Of } from '../journal/document-store.ts';
import type { HubAddress } from './hub-address.ts';
import { accepted, callHub, HubRefused } from './hub-http.ts';

/** The document cannot be had: it is not there, or not what was announced. */
export class DocumentUnusable extends Error {
  override readonly name = 'DocumentUnusable';
}

const tries = 4;

/** Brings a document to the disk and checks its hash. Throws `DocumentUnusable`, or what the network said after several tries. */
export async function fetchDocument(
  address: HubAddress,
  token: string,
  document: JobOffer['document'],
  store: DocumentStore,
): Promise<void> {
  if (store.isIntact(document.sha256)) return;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await fetchOnce(address, token, document, store);
    } catch (error) {
      const isFinal = error instanceof HubRefused && error.status < 500 && error.status !== 429;
      if (isFinal) throw new DocumentUnusable(`The hub does not hand out the document: ${error.message}`, { cause: error });
      if (attempt >= tries) throw error;
      await sleep(200 * 3 ** attempt);
    }
  }
}

async function fetchOnce(address: HubAddress, token: string, document: JobOffer['document'], store: DocumentStore): Promise<void> {
  const call = { method: 'GET', path: `/agent/documents/${document.sha256}`, token, maxBytes: document.bytes, idleMs: 30_000 } as const;
  const { body } = accepted(await callHub(address, call));
  if (body.length !== document.bytes || sha256Of(body) !== document.sha256) {
    throw new DocumentUnusable(`The document arrived damaged: ${body.length} of ${document.bytes} bytes, hash ${sha256Of(body)}.`);
  }
  store.put(document.sha256, body);
}
