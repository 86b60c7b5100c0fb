import type { Schemas } from '../../../lib/api.ts';

type Settings = Schemas['ShopSettings'];
type Sender = NonNullable<Settings['labelSender']>;
type Parcel = NonNullable<Settings['labelParcel']>;

export const senderFields = ['name', 'phone', 'email', 'street', 'city', 'state', 'postalCode', 'regionCode'] as const;
export const parcelFields = ['weightGrams', 'lengthMm', 'widthMm', 'heightMm'] as const;
export type SenderDraft = Record<(typeof senderFields)[number], string>;
export type ParcelDraft = Record<(typeof parcelFields)[number], string>;

/** The sender as it is filled in: the lines of the street stand below each other. */
export function senderDraft(sender: Sender | null | undefined): SenderDraft {
  const { lines = [], ...rest } = sender ?? { name: '', phone: '', email: '', city: '', postalCode: '', regionCode: '' };
  return { state: '', ...rest, street: lines.join('\n') };
}

/** Null when nothing was filled in: then there is no sender. */
export function readSender(draft: SenderDraft): Sender | null {
  const { street, regionCode, ...rest } = draft;
  if (Object.values(draft).every((value) => value.trim() === '')) return null;
  const lines = street
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  return { ...rest, lines, regionCode: regionCode.trim().toUpperCase() };
}

/** The parcel as it is filled in: weight in grams, sides in centimetres. */
export function parcelDraft(parcel: Parcel | null | undefined): ParcelDraft {
  if (!parcel) return { weightGrams: '', lengthMm: '', widthMm: '', heightMm: '' };
  const inCm = (mm: number) => String(mm / 10);
  return {
    weightGrams: String(parcel.weightGrams),
    lengthMm: inCm(parcel.lengthMm),
    widthMm: inCm(parcel.widthMm),
    heightMm: inCm(parcel.heightMm),
  };
}

/** Null when nothing was filled in: then there is no usual parcel. */
export function readParcel(draft: ParcelDraft): Parcel | null {
  if (Object.values(draft).every((value) => value.trim() === '')) return null;
  const toMm = (cm: string) => Math.round(Number(cm) * 10);
  return {
    weightGrams: Math.round(Number(draft.weightGrams)),
    lengthMm: toMm(draft.lengthMm),
    widthMm: toMm(draft.widthMm),
    heightMm: toMm(draft.heightMm),
  };
}
