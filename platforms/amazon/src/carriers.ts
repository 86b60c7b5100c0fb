/**
 * Carriers that Amazon knows by a code of its own; every other one is `Other` with its name. Only names that the documentation of
 * confirmShipment shows: a code that a marketplace does not know is refused.
 */
const codes: readonly string[] = ['UPS', 'USPS', 'FedEx', 'DHL', 'DPD', 'GLS', 'Royal Mail', 'Deutsche Post', 'Poste Italiane'];

const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');
const codeByName = new Map(codes.map((code) => [plain(code), code]));

export function carrierOf(name: string): { readonly carrierCode: string; readonly carrierName?: string } {
  const carrierCode = codeByName.get(plain(name));
  return carrierCode === undefined ? { carrierCode: 'Other', carrierName: name } : { carrierCode };
}
