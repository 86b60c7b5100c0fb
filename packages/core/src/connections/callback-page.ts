import type { ErrorCode } from '@shopfleet/kernel';

export type CallbackOutcome =
  | { readonly kind: 'connected'; readonly platformTitle: string; readonly shops: readonly string[] }
  | { readonly kind: 'refused'; readonly code: ErrorCode; readonly message: string };

type Language = 'en' | 'id';

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
const advice: Partial<Record<ErrorCode, Readonly<Record<Language, string>>>> = {
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

/** The language that the browser prefers, of those that the hub speaks. */
export function pageLanguage(acceptLanguage: string | undefined): Language {
  const first = (acceptLanguage ?? '').split(',')[0]?.trim().toLowerCase() ?? '';
  return first === 'id' || first.startsWith('id-') || first === 'in' ? 'id' : 'en';
}

/** The page that a seller sees on the way back from the marketplace. Loads nothing, runs nothing. */
export function callbackPage(outcome: CallbackOutcome, language: Language, homeUrl: string): string {
  const text = words[language];
  const isConnected = outcome.kind === 'connected';
  const title = isConnected ? text.connected : text.refused;
  const body = isConnected ? connectedBody(outcome, text.shops) : refusedBody(outcome, language);
  return `<!doctype html><html lang="${language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex"><title>${title} · Shopfleet</title><style>${style}</style>
<main><p class="${isConnected ? 'good' : 'bad'}" aria-hidden="true">${isConnected ? '✓' : '!'}</p><h1>${title}</h1>${body}
<a href="${escapeHtml(homeUrl)}">${text.back}</a></main></html>`;
}

function connectedBody({ platformTitle, shops }: Extract<CallbackOutcome, { kind: 'connected' }>, intro: string): string {
  const items = shops.map((name) => `<li>${escapeHtml(name)}</li>`).join('');
  return `<p><b>${escapeHtml(platformTitle)}</b></p><p>${intro}</p><ul>${items}</ul>`;
}

function refusedBody({ code, message }: Extract<CallbackOutcome, { kind: 'refused' }>, language: Language): string {
  return `<p>${escapeHtml(advice[code]?.[language] ?? message)}</p><p><small>${words[language].code}: <code>${code}</code></small></p>`;
}

const style =
  ':root{color-scheme:light dark}body{margin:0;min-height:100vh;display:grid;place-items:center;font:17px/1.5 system-ui,sans-serif;background:#f6f6f4;color:#1b1b1a}' +
  'main{width:min(30rem,88vw);padding:2rem;border-radius:14px;background:#fff;box-shadow:0 1px 3px #0003}h1{margin:.5rem 0;font-size:1.4rem}p.good,p.bad{margin:0;font-size:2rem;line-height:1}' +
  '.good{color:#15693b}.bad{color:#a12d1c}small{color:#55534e}a{display:inline-block;margin-top:1rem;color:#0b57c2}' +
  '@media(prefers-color-scheme:dark){body{background:#171716;color:#ececea}main{background:#232322}.good{color:#69c893}.bad{color:#f0917f}small{color:#b5b3ac}a{color:#8ab8ff}}';

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');
}
