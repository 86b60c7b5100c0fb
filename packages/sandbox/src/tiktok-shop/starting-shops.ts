import type { Seller, Shop, Warehouse } from './model.ts';

export const startingSellers: readonly Seller[] = [
  { id: '7494000000000000001', openId: '7010736057180325637', name: 'Kopi Nusantara', baseRegion: 'ID', sellerType: 'LOCAL' },
  { id: '7494000000000000002', openId: '7010736057180325638', name: 'Brew & Bean Ltd', baseRegion: 'GB', sellerType: 'LOCAL' },
  { id: '7494000000000000003', openId: '7010736057180325639', name: 'Lone Star Roasters', baseRegion: 'US', sellerType: 'LOCAL' },
  { id: '7494000000000000004', openId: '7010736057180325640', name: 'Harbour Trading', baseRegion: 'CN', sellerType: 'CROSS_BORDER' },
];

const sales = (tail: string, name: string, isDefault = true): Warehouse => ({
  id: `70007145328762${tail}`,
  name,
  type: 'SALES_WAREHOUSE',
  isDefault,
});
const returns = (tail: string): Warehouse => ({
  id: `70007145328769${tail}`,
  name: 'Returns',
  type: 'RETURN_WAREHOUSE',
  isDefault: true,
});

export const startingShops: readonly Shop[] = [
  {
    id: '7494049642642441621',
    sellerId: '7494000000000000001',
    name: 'Kopi Nusantara',
    region: 'ID',
    cipher: 'ROW_sbxIDAAAAABq3mT0pZc8w-Xr1kYhQd2fLg',
    code: 'IDLCSBX00001',
    warehouses: [sales('73410', 'Gudang Bandung'), returns('73410')],
    tiktokDeliveryOptionId: '7091146663229654785',
    sellerDeliveryOptionId: '7091146663229654786',
  },
  {
    id: '7494049642642441622',
    sellerId: '7494000000000000002',
    name: 'Brew & Bean',
    region: 'GB',
    cipher: 'ROW_sbxGBAAAAAD4nV7sKe1t_Bu9jWoPz5aMy',
    code: 'GBLCSBX00002',
    warehouses: [sales('73420', 'Leeds'), sales('73421', 'Bristol', false), returns('73420')],
    tiktokDeliveryOptionId: '7091146663229654795',
    sellerDeliveryOptionId: '7091146663229654796',
  },
  {
    id: '7494049642642441623',
    sellerId: '7494000000000000003',
    name: 'Lone Star Roasters',
    region: 'US',
    cipher: 'TTP_sbxUSAAAAACx8hR2dNc6_Gi4vFqSb0eKt',
    code: 'USLCSBX00003',
    warehouses: [sales('73430', 'Austin'), returns('73430')],
    tiktokDeliveryOptionId: '7091146663229654805',
    sellerDeliveryOptionId: '7091146663229654806',
  },
  {
    id: '7494049642642441624',
    sellerId: '7494000000000000004',
    name: 'Harbour Mexico',
    region: 'MX',
    cipher: 'GCP_sbxMXAAAAAFy1uJ6lOe3-Wz7cHpTa9rDm',
    code: 'MXCBSBX00004',
    warehouses: [sales('73440', 'Ciudad de Mexico'), returns('73440')],
    tiktokDeliveryOptionId: '7091146663229654815',
    sellerDeliveryOptionId: '7091146663229654816',
  },
  {
    id: '7494049642642441625',
    sellerId: '7494000000000000004',
    name: 'Harbour Singapore',
    region: 'SG',
    cipher: 'GCP_sbxSGAAAAAEk5gM8bUi2_Qx0sLnCv7wPy',
    code: 'SGCBSBX00005',
    warehouses: [sales('73450', 'Jurong'), returns('73450')],
    tiktokDeliveryOptionId: '7091146663229654825',
    sellerDeliveryOptionId: '7091146663229654826',
  },
];
