export interface Place {
  readonly street: string;
  readonly city: string;
  readonly state: string;
  readonly postalCode: string;
}

export interface Market {
  readonly region: string;
  readonly country: string;
  readonly currency: string;
  readonly decimals: number;
  readonly dialCode: string;
  /** How an order with the platform's shipping is shipped. */
  readonly tiktokFlow: 'ship-package' | 'create-packages';
  /** How an order with the seller's own shipping is shipped. */
  readonly sellerFlow: 'ship-package' | 'mark-as-shipped';
  /** A package exists from payment on. */
  readonly hasPackageAtPayment: boolean;
  /** The lines name the package before it is shipped. */
  readonly linesNamePackage: boolean;
  /** Units of one SKU may part ways when an order is split. */
  readonly splitsUnits: boolean;
  readonly hasZpl: boolean;
  /** Shipping while a buyer's cancellation waits rejects the request. */
  readonly shippingRejectsCancellation: boolean;
  readonly reasonSuffix: string;
  readonly carriers: readonly { readonly id: string; readonly name: string; readonly prefix: string }[];
  readonly names: readonly string[];
  readonly places: readonly Place[];
}

const southEast = {
  tiktokFlow: 'ship-package',
  sellerFlow: 'ship-package',
  hasPackageAtPayment: true,
  linesNamePackage: true,
  splitsUnits: false,
  hasZpl: false,
  shippingRejectsCancellation: false,
  reasonSuffix: '',
} as const;

const indonesia: Market = {
  ...southEast,
  region: 'ID',
  country: 'Indonesia',
  currency: 'IDR',
  decimals: 0,
  dialCode: '62',
  carriers: [
    { id: '7117858858072016643', name: 'J&T Express', prefix: 'JX' },
    { id: '7117859084333745925', name: 'SiCepat', prefix: '00' },
  ],
  names: ['Siti Rahmawati', 'Agus Wijaya', 'Dewi Lestari', 'Rizky Pratama', 'Putri Anggraini', 'Bambang Hartono'],
  places: [
    { street: 'Jl. Melati No. 18 RT 03/RW 05', city: 'Bandung', state: 'Jawa Barat', postalCode: '40115' },
    { street: 'Jl. Diponegoro No. 77', city: 'Surabaya', state: 'Jawa Timur', postalCode: '60241' },
    { street: 'Jl. Kemang Raya No. 9A', city: 'Jakarta Selatan', state: 'DKI Jakarta', postalCode: '12730' },
  ],
};

const singapore: Market = {
  ...southEast,
  region: 'SG',
  country: 'Singapore',
  currency: 'SGD',
  decimals: 2,
  dialCode: '65',
  carriers: [{ id: '7134021874502321922', name: 'Ninja Van', prefix: 'NV' }],
  names: ['Tan Wei Ling', 'Nurul Huda', 'Lim Jun Jie'],
  places: [
    { street: '12 Tampines Street 81 #05-20', city: 'Singapore', state: 'Singapore', postalCode: '520812' },
    { street: '301 Bukit Batok Avenue 4 #11-08', city: 'Singapore', state: 'Singapore', postalCode: '650301' },
  ],
};

const unitedKingdom: Market = {
  region: 'GB',
  country: 'United Kingdom',
  currency: 'GBP',
  decimals: 2,
  dialCode: '44',
  tiktokFlow: 'ship-package',
  sellerFlow: 'mark-as-shipped',
  hasPackageAtPayment: true,
  linesNamePackage: false,
  splitsUnits: true,
  hasZpl: false,
  shippingRejectsCancellation: false,
  reasonSuffix: '_uk',
  carriers: [
    { id: '7129720299146184450', name: 'Evri', prefix: 'H0' },
    { id: '7129720299146184451', name: 'Royal Mail', prefix: 'RM' },
  ],
  names: ['Olivia Turner', 'Harry Clarke', 'Amelia Wright', 'George Bennett'],
  places: [
    { street: '14 Orchard Lane', city: 'Leeds', state: 'England', postalCode: 'LS1 4DY' },
    { street: 'Flat 3, 220 Deansgate', city: 'Manchester', state: 'England', postalCode: 'M3 4EN' },
  ],
};

const unitedStates: Market = {
  ...unitedKingdom,
  region: 'US',
  country: 'United States',
  currency: 'USD',
  dialCode: '1',
  tiktokFlow: 'create-packages',
  hasPackageAtPayment: false,
  shippingRejectsCancellation: true,
  reasonSuffix: '',
  carriers: [
    { id: '7117858858072016001', name: 'USPS', prefix: '94' },
    { id: '7117858858072016002', name: 'UPS', prefix: '1Z' },
  ],
  names: ['Emily Johnson', 'Michael Davis', 'Ashley Martinez', 'Joshua Brown'],
  places: [
    { street: '482 Maple Avenue Apt 6', city: 'Austin', state: 'Texas', postalCode: '78704' },
    { street: '1900 Elm Street', city: 'Denver', state: 'Colorado', postalCode: '80205' },
  ],
};

const mexico: Market = {
  ...southEast,
  region: 'MX',
  country: 'Mexico',
  currency: 'MXN',
  decimals: 2,
  dialCode: '52',
  splitsUnits: true,
  hasZpl: true,
  carriers: [{ id: '7421934858072016777', name: 'iMile', prefix: 'IM' }],
  names: ['María Fernanda López', 'José Hernández', 'Sofía Ramírez'],
  places: [
    { street: 'Av. Insurgentes Sur 1602', city: 'Ciudad de México', state: 'CDMX', postalCode: '03940' },
    { street: 'Calle Hidalgo 245', city: 'Guadalajara', state: 'Jalisco', postalCode: '44100' },
  ],
};

const markets = new Map([indonesia, singapore, unitedKingdom, unitedStates, mexico].map((market) => [market.region, market]));

export function marketOf(region: string): Market {
  const market = markets.get(region);
  if (!market) throw new RangeError(`no market ${region} in this sandbox`);
  return market;
}
