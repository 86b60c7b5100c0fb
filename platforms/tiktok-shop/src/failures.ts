import { type FailureKind, PlatformFailure } from '@shopfleet/platform-kit';

/** What a code means for the caller. Codes: Partner Center `common-errors` and the error lists of the API pages (read 2026-11-21). */
const kindsByMeaning: readonly (readonly [FailureKind, string, readonly number[]])[] = [
  ['rate-limited', 'TikTok Shop says: too many requests', [36009002]],
  // A token that is invalid is renewed once, too: that tells whether the authorization still stands.
  ['auth-expired', 'The access token is not valid any more', [105001, 105002]],
  ['forbidden', 'The authorization is not valid any more', [36004004, 101000]],
  ['forbidden', 'The app lacks a scope; add it and let the seller authorise again', [105005]],
  ['forbidden', 'TikTok Shop refused the signature; check the app secret', [106001]],
  ['forbidden', "This server's address is not on the app's allow list", [36009033]],
  ['forbidden', 'The seller is not active', [12052700]],
  [
    'invalid',
    'TikTok Shop refused the request as malformed',
    [36009004, 98001004, 106013, 11001002, 11050001, 21001001, 12052910, 25001001],
  ],
  ['unexpected', 'TikTok Shop does not know this call any more', [36009009, 36009010, 36009014, 36009021, 36009022, 36009023]],
  [
    'conflict',
    'The package went out already',
    [11006021, 21008099, 21011006, 21011020, 21011040, 21023046, 21042056, 21011027, 21011030, 21022025, 11003011],
  ],
  ['conflict', 'The order is cancelled', [21011041, 21011042, 21023059]],
  ['conflict', 'A cancellation or return request waits for an answer', [21011007, 21008044, 21021010]],
  ['conflict', 'The order is on hold', [21011044]],
  ['conflict', 'The package was not shipped yet', [21011043, 21023035, 21042104]],
  ['conflict', 'The carrier has picked the package up; its label is gone', [21042102]],
  ['conflict', 'An invoice must be uploaded first', [21004006, 21004019, 21004020]],
  [
    'conflict',
    'The packages of the order have changed; read them again',
    [21011005, 21011029, 21011031, 21011033, 21011035, 21011036, 21011046, 21011048, 21022028, 11006013, 11006014],
  ],
  ['conflict', 'The tracking number cannot be changed any more', [21011049, 21011050, 21011051, 21011052, 21011004]],
  ['conflict', 'The product does not allow this now', [12052901, 12019113, 12052393, 12052308, 12052371, 12052850, 12052921, 12052141]],
  ['conflict', 'The order does not allow this now', [25001003, 25001010, 25001011, 25001051]],
  [
    'not-found',
    'TikTok Shop does not know it in this shop',
    [21011001, 21011028, 21008111, 12052032, 12052260, 12052031, 12052048, 25007006],
  ],
  ['unsupported', 'This call is not for the market of this shop', [21008106, 21004010]],
  ['unsupported', 'TikTok fulfils this order itself', [21008025, 21008043, 25011026]],
  ['unsupported', 'TikTok makes labels only for packages that it ships', [11034002, 21008017]],
  [
    'unavailable',
    'TikTok Shop asks to try again later',
    [11001027, 11001031, 21001003, 21001008, 21001011, 21022029, 21022026, 21042001, 21042076, 25001028, 25001042, 25001044],
  ],
];

const known = new Map(kindsByMeaning.flatMap(([kind, meaning, codes]) => codes.map((code) => [code, { kind, meaning }] as const)));

/** The label is being made; ask again shortly. */
export const labelNotReadyCodes: ReadonlySet<number> = new Set([11034023, 11034037, 21023022]);

/** The gateway gave up or broke: a write may have taken effect. */
const uncertainCodes: ReadonlySet<number> = new Set([36009003, 36009007]);

export interface Refusal {
  readonly code: number;
  readonly message: string;
  readonly requestId: string | undefined;
  readonly isRead: boolean;
}

/** Translates an answer whose `code` is not 0. Texts of the platform are shown, never branched on. */
export function refusalFailure({ code, message, requestId, isRead }: Refusal): PlatformFailure {
  const options = { vendorCode: String(code), ...(requestId === undefined ? {} : { requestId }) };
  const said = message === '' ? `code ${code}` : `${message.slice(0, 300)} (code ${code})`;
  if (uncertainCodes.has(code)) {
    return new PlatformFailure(isRead ? 'unavailable' : 'outcome-unknown', `TikTok Shop failed inside: ${said}`, options);
  }
  const match = known.get(code);
  if (match) return new PlatformFailure(match.kind, `${match.meaning}: ${said}`, options);
  return new PlatformFailure(unknownKind(code), `TikTok Shop refused: ${said}`, options);
}

/** The families of the code lists: orders, fulfilment, products and after-sale refuse input; the gateway refuses us. */
function unknownKind(code: number): FailureKind {
  const family = Math.floor(code / 1_000_000);
  if (Math.floor(code / 1000) === 36004) return 'forbidden';
  return [10, 11, 12, 21, 25].includes(family) ? 'invalid' : 'unexpected';
}

/** An answer that is not the envelope: only the status is left to go by. */
export function statusFailure(status: number, isRead: boolean): PlatformFailure {
  const text = `TikTok Shop answered with HTTP ${status} and nothing else`;
  if (status === 429) return new PlatformFailure('rate-limited', text);
  if (status >= 500) return new PlatformFailure(isRead ? 'unavailable' : 'outcome-unknown', text);
  if (status === 401 || status === 403) return new PlatformFailure('forbidden', text);
  if (status === 404) return new PlatformFailure('not-found', text);
  return new PlatformFailure(isRead || status >= 400 ? 'unexpected' : 'outcome-unknown', text);
}
