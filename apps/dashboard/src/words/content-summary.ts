import { defineWords } from './define-words.ts';

/** All accounts together. */
export const contentSummaryWords = defineWords({
  en: {
    hint: 'All accounts together: by day, by group, by outlet, and the videos that made the difference.',
    days: {
      title: 'Day by day',
      measure: 'Show',
      views: 'Views gained a day',
      followersChange: 'New followers a day',
      accountsMissing: 'Accounts that nobody could read',
      accountsRead: 'Accounts read',
      day: 'Day',
      none: 'No day of this period was read.',
    },
    groups: { title: 'Groups', none: 'Without a group' },
    outlets: { title: 'Outlets with the most views gained', more: 'The first {{count}} of {{all}}. The board has all of them.' },
    accounts: 'Accounts',
    best: { title: 'Best videos', help: 'The most views gained in the period.', none: 'No video was seen in this period.' },
    falling: {
      title: 'Falling videos',
      help: 'Their views a day fell to less than half of their own former pace.',
      none: 'None falls.',
      pace: '{{former}} views a day before, {{recent}} now',
    },
    empty: 'There is nothing to sum up yet',
    emptyHelp: 'Connect an account first; its numbers appear here.',
  },
  id: {
    hint: 'Semua akun: per hari, per grup, per gerai, dan video yang paling berpengaruh.',
    days: {
      title: 'Hari demi hari',
      measure: 'Tampilkan',
      views: 'Tambahan tayangan per hari',
      followersChange: 'Pengikut baru per hari',
      accountsMissing: 'Akun yang tidak terbaca',
      accountsRead: 'Akun terbaca',
      day: 'Hari',
      none: 'Tidak ada hari yang terbaca dalam periode ini.',
    },
    groups: { title: 'Grup', none: 'Tanpa grup' },
    outlets: { title: 'Gerai dengan tambahan tayangan terbanyak', more: '{{count}} pertama dari {{all}}. Semuanya ada di papan.' },
    accounts: 'Akun',
    best: {
      title: 'Video terbaik',
      help: 'Tambahan tayangan terbanyak selama periode.',
      none: 'Tidak ada video yang terlihat dalam periode ini.',
    },
    falling: {
      title: 'Video yang turun',
      help: 'Tayangan per harinya kurang dari separuh laju sebelumnya.',
      none: 'Tidak ada yang turun.',
      pace: '{{former}} tayangan per hari sebelumnya, {{recent}} sekarang',
    },
    empty: 'Belum ada yang bisa diringkas',
    emptyHelp: 'Hubungkan akun dulu; angkanya tampil di sini.',
  },
});
