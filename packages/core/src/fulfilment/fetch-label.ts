import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { GiveUp, RetryAt } from '@shopfleet/jobs';
import { crashPoint, newId } from '@shopfleet/kernel';
import { PlatformFailure, type PlatformLabel } from '@shopfleet/platform-kit';
import type { Marketplace } from './arrange-package.ts';
import type { FulfilmentDeps } from './fulfilment-deps.ts';
import { findPackageLabel, insertLabel, type PackageLabel } from './label-store.ts';
import { notePackage } from './package-store.ts';
import { inWords, loadWork, noteStep, type PackageWork, required, showTracking } from './package-work.ts';

/** A label that is ready in this time costs no second run. */
const waitInRunMs = 3_000;
const giveUpAfterMs = 30 * 60_000;

/** The package's label, fetched and kept by its hash, and the work as it stands then. Undefined when the marketplace offers none. */
export async function fetchLabel(
  deps: FulfilmentDeps,
  market: Marketplace,
  start: PackageWork,
  signal: AbortSignal,
): Promise<{ label: PackageLabel; work: PackageWork } | undefined> {
  const { tenantId, parcel, requestedBy } = start;
  const reload = () => deps.db.asTenant(tenantId, async (tx) => required(await loadWork(tx, tenantId, parcel.id, requestedBy)));
  // A package that had no number of the marketplace's got one when it was arranged.
  const work = parcel.external_id === null ? await reload() : start;
  const externalId = work.parcel.external_id;
  if (!market.platform.labels || externalId === null) return undefined;
  const label = await fetchReady(deps, market, work, externalId, signal);
  const said = await missingFacts(market, work, externalId, label);
  const { bytes, format } = label;
  deps.beginLabel({
    ...{ tenantId, packageId: parcel.id, shopId: parcel.shop_id, carrierName: said.carrierName, documentType: 'shipping-label', format },
    ...{ bytes, sha256: createHash('sha256').update(bytes).digest('hex'), expectedBarcode: said.trackingNumber },
  });
  const sha256 = await deps.files.put(bytes);
  crashPoint('fulfilment.after-label-before-save');
  return deps.db.asTenant(tenantId, async (tx) => {
    const now = required(await loadWork(tx, tenantId, parcel.id, requestedBy));
    const at = deps.clock.now();
    const row = {
      tenantId,
      id: newId('label', at.getTime()),
      packageId: parcel.id,
      format,
      sha256,
      bytes: bytes.length,
    };
    const note = 'Sending the label to the printer';
    const [, , , kept] = await Promise.all([
      notePackage(tx, { packageId: parcel.id, ...said, at }),
      insertLabel(tx, { ...row, trackingNumber: said.trackingNumber, at }),
      noteStep(tx, deps, now, { kind: 'label-fetched', state: 'working', note, detail: { sha256, ...said } }),
      findPackageLabel(tx, parcel.id),
      showTracking(tx, now),
    ]);
    return { label: required(kept), work: now };
  });
}

/** Waits while the marketplace still makes the document: a moment here, then by running again later, for half an hour. */
async function fetchReady(
  deps: FulfilmentDeps,
  { platform, access }: Marketplace,
  work: PackageWork,
  externalId: string,
  signal: AbortSignal,
): Promise<PlatformLabel> {
  const untilMs = Date.now() + waitInRunMs;
  for (let waitMs = 150; ; waitMs *= 2) {
    try {
      return await required(platform.labels).fetchLabel(access, externalId);
    } catch (error) {
      if (!(error instanceof PlatformFailure)) throw error;
      const isReadable = ['unavailable', 'outcome-unknown', 'rate-limited', 'unexpected'].includes(error.kind);
      if (!isReadable) return refuse(deps, work, error);
      if (Date.now() + waitMs < untilMs && error.kind !== 'rate-limited') await sleep(waitMs, undefined, { signal });
      else return postpone(deps, work, error);
    }
  }
}

async function postpone(deps: FulfilmentDeps, work: PackageWork, failure: PlatformFailure): Promise<never> {
  const nowMs = deps.clock.now().getTime();
  const waitedMs = nowMs - new Date(work.parcel.arranged_at ?? nowMs).getTime();
  if (waitedMs > giveUpAfterMs) return refuse(deps, work, failure);
  const soonMs = nowMs + Math.min(60_000, Math.max(1_000, waitedMs / 2));
  const at = new Date(Math.max(soonMs, failure.retryAt?.getTime() ?? 0));
  throw new RetryAt(at, 'The marketplace is still making the label', { behindOthers: true });
}

async function refuse(deps: FulfilmentDeps, { tenantId, parcel, requestedBy }: PackageWork, failure: PlatformFailure): Promise<never> {
  await deps.noteFailure(tenantId, parcel.shop_id, failure);
  const note = `The label could not be fetched: ${inWords(failure)}`;
  await deps.db.asTenant(tenantId, async (tx) => {
    const work = required(await loadWork(tx, tenantId, parcel.id, requestedBy));
    await noteStep(tx, deps, work, { kind: 'label-refused', state: 'failed', note, actor: 'platform:marketplace' });
  });
  throw new GiveUp(note, failure);
}

/** Number and carrier, asked for only where label and import did not say them. */
async function missingFacts({ platform, access }: Marketplace, { parcel }: PackageWork, externalId: string, label: PlatformLabel) {
  const known = { carrierName: parcel.carrier_name, trackingNumber: label.trackingNumber ?? parcel.tracking_number };
  if (known.carrierName !== '' && known.trackingNumber !== '') return known;
  try {
    const state = await platform.fulfilment?.readPackage(access, externalId);
    return {
      carrierName: known.carrierName || (state?.carrierName ?? ''),
      trackingNumber: known.trackingNumber || (state?.trackingNumber ?? ''),
    };
  } catch (error) {
    // The label is there; what it lacks comes with the next import, and a number that is not known cannot be checked on paper.
    if (error instanceof PlatformFailure) return known;
    throw error;
  }
}
