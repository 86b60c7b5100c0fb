import type { Shop } from './model.ts';

export const mainAccountId = '1204555';

/** Two shops of one seller; the main account may consent for both. */
export const startingShops: readonly Shop[] = [
  {
    id: '226354871',
    name: 'Kopi Nusantara',
    region: 'ID',
    mainAccountId,
    addresses: [
      {
        id: 7234,
        state: 'JAWA BARAT',
        city: 'KOTA BANDUNG',
        district: 'Coblong',
        street: 'Jl. Ir. H. Juanda No. 112',
        zipcode: '40132',
      },
      { id: 7235, state: 'JAWA BARAT', city: 'KOTA CIMAHI', district: 'Cimahi Utara', street: 'Jl. Gudang No. 4', zipcode: '40511' },
    ],
    locations: ['IDZ', 'IDG2'],
  },
  {
    id: '727720655',
    name: 'Harbour Roasters',
    region: 'SG',
    mainAccountId,
    addresses: [{ id: 8101, state: '', city: 'Singapore', district: 'Jurong', street: '21 Jalan Buroh #02-11', zipcode: '619478' }],
    locations: ['SGZ', 'SGW2'],
  },
];
