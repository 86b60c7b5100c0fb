import { readFileSync, writeFileSync } from 'node:fs';
import { Secret } from '@shopfleet/kernel';
import { makeTestPage, testPageCode } from '@shopfleet/labels';
import { type FailureKind, type Platform, PlatformFailure, type PlatformPackage, type ShopAccess } from '@shopfleet/platform-kit';

interface Parcel {
  status: PlatformPackage['status'];
  carrierName: string;
  trackingNumber: string;
  /** How often it was shipped; more than once is what must never happen. */
  ships: number;
}
interface State {
  parcels: Record<string, Parcel>;
  /** What the next calls to ship answer; `lost` took effect, and its answer did not arrive. */
  answers: (FailureKind | 'lost')[];
  labelWaits: number;
  /** `damaged` ends after half its bytes, `strange` is the label of another parcel. */
  label: 'good' | 'damaged' | 'strange';
}

const labelAt = new Date('2026-03-02T09:00:00Z');
/** The number on every label of this marketplace. */
export const trackingNumber = testPageCode(labelAt);

/** A marketplace whose whole memory is a file, so that it outlives the processes that call it. */
export class FileMarket {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  start(parcelIds: readonly string[]): void {
    const parcel = (): Parcel => ({ status: 'to_arrange', carrierName: '', trackingNumber: '', ships: 0 });
    this.#write({ parcels: Object.fromEntries(parcelIds.map((id) => [id, parcel()])), answers: [], labelWaits: 0, label: 'good' });
  }

  change(change: (state: State) => void): void {
    const state = this.state();
    change(state);
    this.#write(state);
  }

  state(): State {
    return JSON.parse(readFileSync(this.#path, 'utf8')) as State;
  }

  ships(parcelId: string): number {
    return this.state().parcels[parcelId]?.ships ?? 0;
  }

  #write(state: State): void {
    writeFileSync(this.#path, JSON.stringify(state));
  }

  #parcel(state: State, id: string | undefined): Parcel {
    const parcel = state.parcels[id ?? ''];
    if (!parcel) throw new PlatformFailure('not-found', `no package ${id}`);
    return parcel;
  }

  #ship(id: string | undefined, own: { trackingNumber: string; carrierName: string } | undefined): { externalPackageId: string } {
    let failure: PlatformFailure | undefined;
    this.change((state) => {
      const answer = state.answers.shift();
      const parcel = this.#parcel(state, id);
      if (answer !== undefined && answer !== 'lost') failure = new PlatformFailure(answer, `answered ${answer}`);
      else if (parcel.status !== 'to_arrange') failure = new PlatformFailure('conflict', 'shipped already');
      else {
        Object.assign(parcel, {
          status: 'to_hand_over',
          carrierName: own?.carrierName ?? 'Test Post',
          trackingNumber: own?.trackingNumber ?? trackingNumber,
        });
        parcel.ships += 1;
        if (answer === 'lost') failure = new PlatformFailure('outcome-unknown', 'no answer');
      }
    });
    if (failure) throw failure;
    return { externalPackageId: id ?? '' };
  }

  readonly platform: Pick<Platform, 'manifest' | 'fulfilment' | 'labels' | 'orders'> = {
    manifest: {
      platform: 'file_market',
      slug: 'file',
      title: 'File Market',
      regions: ['US'],
      auth: { kind: 'oauth-code', usesPkce: false, scopes: [] },
      requestsPerSecond: 50,
      webhookTopics: [],
      unsupported: {},
      links: [],
    },
    fulfilment: {
      arrange: async (_access, { externalPackageId, ownCarrier }) => this.#ship(externalPackageId, ownCarrier),
      readPackage: async (_access, externalId) => {
        const { status, carrierName, trackingNumber: number } = this.#parcel(this.state(), externalId);
        return { externalId, status, carrierName, trackingNumber: number };
      },
    },
    labels: {
      fetchLabel: async (_access, externalId) => {
        let isWaiting = false;
        this.change((state) => {
          isWaiting = state.labelWaits > 0;
          if (isWaiting) state.labelWaits -= 1;
        });
        if (isWaiting) throw new PlatformFailure('unavailable', 'still making it', { retryAt: new Date() });
        const media = { widthMm: 100, heightMm: 150, dpi: 203 };
        const { label } = this.state();
        const at = label === 'strange' ? new Date(labelAt.getTime() + 86_400_000) : labelAt;
        const page = await makeTestPage({ media, printerName: externalId, at });
        const bytes = label === 'damaged' ? page.subarray(0, page.length / 2) : page;
        return { bytes, format: 'application/pdf', trackingNumber };
      },
    },
  };
}

export const access: ShopAccess = { externalId: '7001', region: 'US', addressKey: '', token: async () => new Secret('test') };
