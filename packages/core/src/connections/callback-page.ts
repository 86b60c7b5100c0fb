import type { ErrorCode } from '@shopfleet/kernel';
import { escapeHtml, type PageLanguage, smallPage } from '../edge/index.ts';

export type CallbackOutcome =
  | { readonly kind: 'connected'; readonly platformTitle: string; readonly shops: readonly string[] }
  | { readonly kind: 'refused'; readonly code: ErrorCode; readonly message: string };

const words = {
  en: {
    connected: 'Connected',
    refused: 'Not connected',
    shops: 'Orders of these shops now arrive by themselves:',
    back: 'Back to the shops',
    code: 'Code',
  },
  id: {
    connected: 'Terhubung',
    refused: 'Tidak terhubung',
    shops: 'Pesanan dari toko berikut kini masuk dengan sendirinya:',
    back: 'Kembali ke daftar toko',
    code: 'Kode',
  },
} as const;

/** What to do about the misuses of the link; other codes carry their own message. */
const advice: Partial<Record<ErrorCode, Readonly<Record<PageLanguage, string>>>> = {
  OAUTH_STATE_INVALID: {
    en: 'This link was not made by this hub, or it is long gone. Begin again from the shops page.',
    id: 'Tautan ini tidak dibuat oleh hub ini, atau sudah lama hilang. Mulai lagi dari halaman toko.',
  },
  OAUTH_STATE_EXPIRED: {
    en: 'More than ten minutes have passed. Begin again from the shops page.',
    id: 'Sudah lewat dari sepuluh menit. Mulai lagi dari halaman toko.',
  },
  OAUTH_STATE_USED: {
    en: 'This link works once and was used already. Look at the shops page: the shop may be connected.',
    id: 'Tautan ini hanya berlaku sekali dan sudah dipakai. Periksa halaman toko: toko mungkin sudah terhubung.',
  },
  OAUTH_STATE_OTHER_SESSION: {
    en: 'The connection was begun in another session. Sign in here, then begin again from the shops page.',
    id: 'Penghubungan dimulai di sesi lain. Masuk di sini, lalu mulai lagi dari halaman toko.',
  },
  OAUTH_STATE_OTHER_TENANT: {
    en: 'The connection was begun by another organisation. Begin again in your own.',
    id: 'Penghubungan dimulai oleh organisasi lain. Mulai lagi di organisasi Anda.',
  },
  OAUTH_STATE_OTHER_PLATFORM: {
    en: 'The connection was begun for another marketplace. Begin again from the shops page.',
    id: 'Penghubungan dimulai untuk marketplace lain. Mulai lagi dari halaman toko.',
  },
  OAUTH_DENIED: {
    en: 'The consent was refused, so nothing was connected. Begin again when you are ready.',
    id: 'Persetujuan ditolak, jadi tidak ada yang terhubung. Mulai lagi bila sudah siap.',
  },
};

/** The page that a seller sees on the way back from the marketplace. */
export function callbackPage(outcome: CallbackOutcome, language: PageLanguage, homeUrl: string): string {
  const text = words[language];
  const isConnected = outcome.kind === 'connected';
  const body = isConnected ? connectedBody(outcome, text.shops) : refusedBody(outcome, language);
  return smallPage({
    language,
    title: isConnected ? text.connected : text.refused,
    mood: isConnected ? 'good' : 'bad',
    body: `${body}<p><a href="${escapeHtml(homeUrl)}">${text.back}</a></p>`,
  });
}

function connectedBody({ platformTitle, shops }: Extract<CallbackOutcome, { kind: 'connected' }>, intro: string): string {
  const items = shops.map((name) => `<li>${escapeHtml(name)}</li>`).join('');
  return `<p><b>${escapeHtml(platformTitle)}</b></p><p>${intro}</p><ul>${items}</ul>`;
}

function refusedBody({ code, message }: Extract<CallbackOutcome, { kind: 'refused' }>, language: PageLanguage): string {
  return `<p>${escapeHtml(advice[code]?.[language] ?? message)}</p><p><small>${words[language].code}: <code>${code}</code></small></p>`;
}
