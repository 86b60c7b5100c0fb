import type { Address } from './model.ts';

interface Country {
  readonly names: readonly string[];
  readonly dial: string;
  readonly places: readonly Omit<Address, 'name' | 'phone' | 'countryCode'>[];
}

const countries: Readonly<Record<string, Country>> = {
  US: {
    names: ['Maria Gonzalez', 'James O’Neill', 'Aisha Johnson', 'Daniel Kim'],
    dial: '+1 512',
    places: [
      { line1: '2100 S Congress Ave', line2: 'Apt 4', city: 'Austin', state: 'TX', postalCode: '78704-3920' },
      { line1: '845 Valencia St', city: 'San Francisco', state: 'CA', postalCode: '94110-1736' },
      { line1: '77 W Wacker Dr', city: 'Chicago', state: 'IL', postalCode: '60601-1604' },
    ],
  },
  CA: {
    names: ['Émilie Tremblay', 'Liam MacDonald', 'Priya Singh'],
    dial: '+1 416',
    places: [
      { line1: '120 Queen St W', city: 'Toronto', state: 'ON', postalCode: 'M5H 2N2' },
      { line1: '3450 Rue Drummond', line2: 'App. 12', city: 'Montréal', state: 'QC', postalCode: 'H3G 1Y2' },
    ],
  },
  GB: {
    names: ['Oliver Hughes', 'Amelia Khan', 'Siân Davies'],
    dial: '+44 7700',
    places: [
      { line1: '14 Hyde Park Road', city: 'Leeds', postalCode: 'LS6 1AG' },
      { line1: 'Flat 3', line2: '88 Gloucester Road', city: 'Bristol', postalCode: 'BS7 8BN' },
    ],
  },
  DE: {
    names: ['Jürgen Weiß', 'Hannah Schröder', 'Mehmet Yılmaz'],
    dial: '+49 171',
    places: [
      { line1: 'Torstraße 128', city: 'Berlin', postalCode: '10119' },
      { line1: 'Lindwurmstr. 9', line2: 'Hinterhaus', city: 'München', postalCode: '80337' },
    ],
  },
};

/** A buyer's address in that country. */
export function inventAddress(country: string, pick: <T>(items: readonly T[]) => T, number: number): Address {
  const { names, dial, places } = countries[country] ?? missing(country);
  return { name: pick(names), ...pick(places), countryCode: country, phone: `${dial} ${number}` };
}

function missing(country: string): never {
  throw new RangeError(`no buyers in ${country} in this sandbox`);
}
