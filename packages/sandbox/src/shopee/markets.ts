/** How a parcel of a channel may be handed over; the lists are what `info_needed` names. Absent = not possible. */
export interface Channel {
  readonly id: number;
  readonly name: string;
  /** What an order request calls it. */
  readonly kind: 'standard' | 'branch' | 'own';
  readonly prefix: string;
  readonly pickup?: readonly string[];
  readonly dropoff?: readonly string[];
  readonly nonIntegrated?: readonly string[];
}

export interface Branch {
  readonly id: number;
  readonly city: string;
  readonly street: string;
  readonly zipcode: string;
}

interface Place {
  readonly street: string;
  readonly district: string;
  readonly city: string;
  readonly state: string;
  readonly zipcode: string;
}

export interface Market {
  readonly region: string;
  readonly country: string;
  readonly currency: string;
  readonly decimals: number;
  readonly dialCode: string;
  /** How far local time is ahead of UTC, in hours. */
  readonly utcHours: number;
  readonly channels: readonly Channel[];
  readonly branches: readonly Branch[];
  readonly names: readonly string[];
  readonly places: readonly Place[];
}

const indonesia: Market = {
  region: 'ID',
  country: 'Indonesia',
  currency: 'IDR',
  decimals: 0,
  dialCode: '62',
  utcHours: 7,
  channels: [
    { id: 80003, name: 'SPX Standard', kind: 'standard', prefix: 'SPXID', pickup: ['address_id', 'pickup_time_id'], dropoff: [] },
    { id: 80005, name: 'JNE Reguler', kind: 'branch', prefix: 'CM', dropoff: ['branch_id', 'sender_real_name'] },
    { id: 80099, name: 'Kurir Toko', kind: 'own', prefix: '', nonIntegrated: ['tracking_no'] },
  ],
  branches: [
    { id: 5101, city: 'KOTA BANDUNG', street: 'Jl. Asia Afrika No. 40', zipcode: '40111' },
    { id: 5102, city: 'KOTA BANDUNG', street: 'Jl. Pasteur No. 12', zipcode: '40161' },
  ],
  names: ['Siti Rahmawati', 'Agus Wijaya', 'Dewi Lestari', 'Rizky Pratama', 'Putri Anggraini', 'Bambang Hartono'],
  places: [
    { street: 'Jl. Melati No. 18 RT 03/RW 05', district: 'Sukajadi', city: 'KOTA BANDUNG', state: 'JAWA BARAT', zipcode: '40115' },
    { street: 'Jl. Diponegoro No. 77', district: 'Tegalsari', city: 'KOTA SURABAYA', state: 'JAWA TIMUR', zipcode: '60241' },
    {
      street: 'Jl. Kemang Raya No. 9A',
      district: 'Mampang Prapatan',
      city: 'KOTA JAKARTA SELATAN',
      state: 'DKI JAKARTA',
      zipcode: '12730',
    },
  ],
};

const singapore: Market = {
  region: 'SG',
  country: 'Singapore',
  currency: 'SGD',
  decimals: 2,
  dialCode: '65',
  utcHours: 8,
  channels: [
    { id: 10003, name: 'SPX Express', kind: 'standard', prefix: 'SPXSG', pickup: ['address_id', 'pickup_time_id'], dropoff: [] },
    { id: 10007, name: 'Ninja Point', kind: 'branch', prefix: 'NVSG', dropoff: ['branch_id', 'sender_real_name'] },
    { id: 10099, name: 'Seller Own Fleet', kind: 'own', prefix: '', nonIntegrated: ['tracking_no'] },
  ],
  branches: [{ id: 6101, city: 'Singapore', street: '1 Jurong West Central 2', zipcode: '648886' }],
  names: ['Tan Wei Ling', 'Nurul Huda', 'Lim Jun Jie'],
  places: [
    { street: '12 Tampines Street 81 #05-20', district: 'Tampines', city: 'Singapore', state: '', zipcode: '520812' },
    { street: '301 Bukit Batok Avenue 4 #11-08', district: 'Bukit Batok', city: 'Singapore', state: '', zipcode: '650301' },
  ],
};

const markets = new Map([indonesia, singapore].map((market) => [market.region, market]));

export function marketOf(region: string): Market {
  const market = markets.get(region);
  if (!market) throw new RangeError(`no market ${region} in this sandbox`);
  return market;
}

export function channelOf(region: string, id: number): Channel {
  const channel = marketOf(region).channels.find((candidate) => candidate.id === id);
  if (!channel) throw new RangeError(`no channel ${id} in ${region}`);
  return channel;
}

/** Minor units as the decimal number of the wire: 1234 with 2 decimals is 12.34, with 0 decimals 1234. */
export const amountOf = (minor: number, market: Market): number => minor / 10 ** market.decimals;
