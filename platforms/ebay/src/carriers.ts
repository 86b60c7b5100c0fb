/** eBay's codes of carriers and the names that people write. The full list is per site; unknown codes are taken as free text. */
const carriers: readonly (readonly [string, string, ...string[]])[] = [
  ['USPS', 'USPS', 'United States Postal Service'],
  ['UPS', 'UPS', 'United Parcel Service'],
  ['FedEx', 'FedEx', 'Federal Express'],
  ['DHL', 'DHL', 'DHL Express', 'DHL Paket', 'DHL Parcel'],
  ['DEUTSCHE_POST', 'Deutsche Post'],
  ['HERMES', 'Hermes'],
  ['ROYAL_MAIL', 'Royal Mail'],
  ['PARCEL_FORCE', 'Parcelforce', 'Parcelforce Worldwide'],
  ['COLISSIMO', 'Colissimo'],
  ['LA_POSTE', 'La Poste'],
  ['MONDIAL_RELAY', 'Mondial Relay'],
  ['CORREOS', 'Correos'],
  ['SEUR', 'SEUR'],
  ['MRW', 'MRW'],
  ['POSTE', 'Poste Italiane'],
  ['BARTOLINI', 'BRT', 'Bartolini'],
  ['NEXIVE', 'Nexive'],
  ['AUSTRALIA_POST', 'Australia Post', 'AusPost'],
  ['CANADA_POST', 'Canada Post', 'Postes Canada'],
  ['OTHER', 'Other'],
];

const plain = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

const codes = new Map(carriers.flatMap(([code, ...names]) => [code, ...names].map((name) => [plain(name), code] as const)));
const names = new Map(carriers.map(([code, name]) => [plain(code), name]));

/** The code for a carrier's name; a name that is not known goes out as it is. */
export function carrierCodeOf(name: string): string {
  return codes.get(plain(name)) ?? name.trim();
}

/** The name for a carrier's code; a code that is not known is its own name. */
export function carrierNameOf(code: string): string {
  return names.get(plain(code)) ?? code;
}

/** A tracking number as eBay takes it: letters and digits only. */
export function cleanTrackingNumber(text: string): string {
  return text.replace(/[^A-Za-z0-9]/g, '');
}
