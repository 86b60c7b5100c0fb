import type { ErrorCode } from '@shopfleet/kernel';
import type { PageLanguage } from '../../edge/index.ts';

/** Words of the pages that persons in charge see; the names that they get are escaped already. */
export const connectWords = {
  en: {
    asks: (platform: string, outlet: string) => `Connect ${platform} for ${outlet}`,
    who: (organisation: string, platform: string) =>
      `${organisation} asks to read the public numbers of your store's ${platform} account: profile, followers and videos. It cannot post, comment or see messages.`,
    how: (outlet: string, platform: string) => `Sign in with the ${platform} account of ${outlet} and leave every box ticked.`,
    connect: (platform: string) => `Connect ${platform}`,
    never: 'Your password stays with the platform. You can end this at any time in the settings of your account.',
    connected: 'Connected',
    refused: 'Not connected',
    reports: (account: string, outlet: string) => `${account} now reports for ${outlet}.`,
    reportsAlone: (account: string) => `${account} is connected.`,
    lacks: (parts: string) =>
      `Not allowed, and so not shown: ${parts}. To change that, open the link again, or ask for a new one, and leave every box ticked.`,
    parts: { profile: 'profile', counters: 'follower numbers', videos: 'videos' },
    close: 'You can close this page.',
    home: 'Back to the outlets',
    code: 'Code',
  },
  id: {
    asks: (platform: string, outlet: string) => `Hubungkan ${platform} untuk ${outlet}`,
    who: (organisation: string, platform: string) =>
      `${organisation} meminta izin membaca angka publik akun ${platform} toko Anda: profil, pengikut, dan video. Tidak bisa mengunggah, berkomentar, atau melihat pesan.`,
    how: (outlet: string, platform: string) => `Masuk dengan akun ${platform} milik ${outlet} dan biarkan semua kotak tercentang.`,
    connect: (platform: string) => `Hubungkan ${platform}`,
    never: 'Kata sandi Anda tetap di platform tersebut. Anda bisa mengakhirinya kapan saja di pengaturan akun.',
    connected: 'Terhubung',
    refused: 'Tidak terhubung',
    reports: (account: string, outlet: string) => `${account} kini melapor untuk ${outlet}.`,
    reportsAlone: (account: string) => `${account} sudah terhubung.`,
    lacks: (parts: string) =>
      `Tidak diizinkan, jadi tidak ditampilkan: ${parts}. Untuk mengubahnya, buka lagi tautannya, atau minta yang baru, dan biarkan semua kotak tercentang.`,
    parts: { profile: 'profil', counters: 'jumlah pengikut', videos: 'video' },
    close: 'Halaman ini boleh ditutup.',
    home: 'Kembali ke daftar gerai',
    code: 'Kode',
  },
} as const;

const again = {
  en: 'Open the link that you were sent once more and begin again.',
  id: 'Buka lagi tautan yang Anda terima dan mulai dari awal.',
};

/** What to do, by code; other codes carry their own message. */
const advice: Partial<Record<ErrorCode, Readonly<Record<PageLanguage, string>>>> = {
  OAUTH_STATE_INVALID: {
    en: `This page was not opened from here, or too long ago. ${again.en}`,
    id: `Halaman ini tidak dibuka dari sini, atau sudah terlalu lama. ${again.id}`,
  },
  OAUTH_STATE_EXPIRED: { en: `More than ten minutes have passed. ${again.en}`, id: `Sudah lewat dari sepuluh menit. ${again.id}` },
  OAUTH_STATE_USED: {
    en: `This page works once. Perhaps the account is connected already; otherwise: ${again.en}`,
    id: `Halaman ini hanya berlaku sekali. Mungkin akun sudah terhubung; jika belum: ${again.id}`,
  },
  OAUTH_STATE_OTHER_SESSION: {
    en: `The connection was begun in another browser. ${again.en}`,
    id: `Penghubungan dimulai di peramban lain. ${again.id}`,
  },
  OAUTH_STATE_OTHER_TENANT: {
    en: 'The connection was begun by another organisation. Begin again in your own.',
    id: 'Penghubungan dimulai oleh organisasi lain. Mulai lagi di organisasi Anda.',
  },
  OAUTH_STATE_OTHER_PLATFORM: {
    en: `The connection was begun for something else. ${again.en}`,
    id: `Penghubungan dimulai untuk hal lain. ${again.id}`,
  },
  OAUTH_DENIED: {
    en: `The consent was refused, so nothing was connected. ${again.en}`,
    id: `Persetujuan ditolak, jadi tidak ada yang terhubung. ${again.id}`,
  },
  OAUTH_CODE_REFUSED: {
    en: `The platform did not accept the answer; it works once, for a short time. ${again.en}`,
    id: `Platform tidak menerima jawaban itu; hanya berlaku sekali dan sebentar. ${again.id}`,
  },
  PLATFORM_UNAVAILABLE: {
    en: `The platform did not answer. Wait a minute, then: ${again.en}`,
    id: `Platform tidak menjawab. Tunggu sebentar, lalu: ${again.id}`,
  },
  INVITATION_INVALID: {
    en: 'This link is not complete, or was not made here. Copy the whole link, or ask for a new one.',
    id: 'Tautan ini tidak lengkap atau tidak dibuat di sini. Salin seluruh tautan, atau minta yang baru.',
  },
  INVITATION_USED: {
    en: 'This link has done its work: the store is connected. Nothing more needs to be done.',
    id: 'Tautan ini sudah selesai: toko sudah terhubung. Tidak perlu apa-apa lagi.',
  },
  INVITATION_EXPIRED: { en: 'This link has expired. Ask for a new one.', id: 'Tautan ini sudah kedaluwarsa. Minta yang baru.' },
  INVITATION_REVOKED: {
    en: 'This link was taken back. Use the newest link that you were sent, or ask for one.',
    id: 'Tautan ini sudah ditarik. Gunakan tautan terbaru yang Anda terima, atau minta yang baru.',
  },
  ACCOUNT_ALREADY_CONNECTED: {
    en: 'The account that you are signed in with belongs to another store. Sign out there, sign in with the account of this store, and begin again. Or ask the person who sent you the link to move the account.',
    id: 'Akun yang Anda pakai milik toko lain. Keluar dulu, masuk dengan akun toko ini, lalu mulai lagi. Atau minta pengirim tautan memindahkan akun itu.',
  },
  STORE_NOT_FOUND: {
    en: 'There is no store with this code. Check it, or open the link that you were sent.',
    id: 'Tidak ada toko dengan kode ini. Periksa lagi, atau buka tautan yang Anda terima.',
  },
  UNAUTHORIZED: {
    en: 'A store code alone is not enough. Open the link that you were sent, or sign in to Shopfleet first.',
    id: 'Kode toko saja tidak cukup. Buka tautan yang Anda terima, atau masuk ke Shopfleet terlebih dahulu.',
  },
  RATE_LIMIT_EXCEEDED: {
    en: 'Too many people at once from your network. Wait a minute, then open the link again.',
    id: 'Terlalu banyak orang sekaligus dari jaringan Anda. Tunggu satu menit, lalu buka lagi tautannya.',
  },
  INTERNAL_ERROR: {
    en: 'Something went wrong on our side. Try again later.',
    id: 'Terjadi kesalahan di pihak kami. Coba lagi nanti.',
  },
  INVALID_REQUEST: {
    en: 'This address is not complete. Open the link that you were sent.',
    id: 'Alamat ini tidak lengkap. Buka tautan yang Anda terima.',
  },
};

export function adviceFor(code: ErrorCode, language: PageLanguage): string | undefined {
  return advice[code]?.[language];
}
