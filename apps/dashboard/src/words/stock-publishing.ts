import { defineWords } from './define-words.ts';

export const stockPublishingWords = defineWords({
  en: {
    promise: {
      mirror:
        'Every marketplace shows all that is available: the most sales. Two buyers can take the last unit within the moment until the other marketplaces have the new number.',
      buffered: 'Every marketplace shows a few less. The moment in which two buyers take the same unit becomes rarer, but can still come.',
      guaranteed:
        'Each marketplace gets a share, and the shares never add up to more than there is. It cannot oversell, as long as a marketplace keeps to the number that it accepted. A marketplace can run out while another still has some.',
    },
    save: 'Publish like this',
    saved: 'The marketplaces get the new numbers',
    guarantee: {
      held: 'Guaranteed: all marketplaces together cannot sell more than is there',
      settling: 'Not guaranteed yet',
      broken: 'The guarantee does not hold',
    },
    unclaimed_one: '{{shown}} unit is claimed by no marketplace at the moment',
    unclaimed_other: '{{shown}} units are claimed by no marketplace at the moment',
    where: 'Where it is published',
    nowhere: 'No listing sells this SKU, so nothing is published.',
    map: 'Link listings',
    push: 'Publish now',
    pushed: 'The numbers are on their way',
    pull: 'Read now',
    pulled: 'The marketplaces are asked; differences will stand among the conflicts',
    underWay: 'On its way',
    off: 'Not published',
    offHelp: 'This shop does not take its stock from here.',
    toShops: 'Change that in the settings of the shop',
    refused: 'Refused',
    published: 'Accepted from us',
    seen: 'Shown there',
    share: 'Share',
    shareHelp: 'what it is to get',
    bound: 'Bound',
    boundHelp: 'the most it could still sell unseen',
    toConflicts: 'The numbers differ: settle it',
  },
  id: {
    promise: {
      mirror:
        'Setiap marketplace menampilkan semua yang tersedia: penjualan terbanyak. Dua pembeli bisa mengambil unit terakhir pada saat marketplace lain belum menerima angka baru.',
      buffered:
        'Setiap marketplace menampilkan lebih sedikit. Dua pembeli mengambil unit yang sama menjadi lebih jarang, tetapi masih bisa terjadi.',
      guaranteed:
        'Setiap marketplace mendapat jatah, dan jumlah jatah tidak pernah melebihi yang ada. Tidak bisa terjual lebih, selama marketplace menaati angka yang diterimanya. Satu marketplace bisa habis saat yang lain masih punya.',
    },
    save: 'Tampilkan seperti ini',
    saved: 'Marketplace mendapat angka baru',
    guarantee: {
      held: 'Terjamin: semua marketplace bersama tidak bisa menjual lebih dari yang ada',
      settling: 'Belum terjamin',
      broken: 'Jaminan tidak berlaku',
    },
    unclaimed_one: '{{shown}} unit saat ini tidak dijatah ke marketplace mana pun',
    unclaimed_other: '{{shown}} unit saat ini tidak dijatah ke marketplace mana pun',
    where: 'Tempat ditampilkan',
    nowhere: 'Tidak ada produk yang menjual SKU ini, jadi tidak ada yang ditampilkan.',
    map: 'Hubungkan produk',
    push: 'Kirim sekarang',
    pushed: 'Angkanya sedang dikirim',
    pull: 'Baca sekarang',
    pulled: 'Marketplace sedang ditanya; bedanya akan muncul di daftar perbedaan',
    underWay: 'Sedang dikirim',
    off: 'Tidak dikirim',
    offHelp: 'Toko ini tidak mengambil stoknya dari sini.',
    toShops: 'Ubah di pengaturan toko',
    refused: 'Ditolak',
    published: 'Diterima dari kita',
    seen: 'Tampil di sana',
    share: 'Jatah',
    shareHelp: 'yang akan didapat',
    bound: 'Batas',
    boundHelp: 'paling banyak yang masih bisa terjual tanpa terlihat',
    toConflicts: 'Angkanya berbeda: selesaikan',
  },
});
