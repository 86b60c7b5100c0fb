import { contentAuthRoutes } from '@shopfleet/contracts';
import type { ErrorCode } from '@shopfleet/kernel';
import { escapeHtml, type PageLanguage, smallPage } from '../../edge/index.ts';
import { adviceFor, connectWords } from './connect-words.ts';
import type { ConnectedAccount } from './finish-account-consent.ts';

const bold = (text: string): string => `<b>${escapeHtml(text)}</b>`;

/** What a link opens: who asks, for which store, and a button. Nothing happens before the button, so that previews of messengers do no harm. */
export function invitationPage(
  about: { organisation: string; outletName: string; platformTitle: string; token: string },
  language: PageLanguage,
): string {
  const words = connectWords[language];
  const href = `${contentAuthRoutes.connectPage.path}?${new URLSearchParams({ token: about.token, begin: '1' })}`;
  const { platformTitle } = about;
  return smallPage({
    language,
    title: words.asks(platformTitle, about.outletName),
    mood: 'plain',
    body: `<p>${words.who(bold(about.organisation), escapeHtml(platformTitle))}</p><p>${words.how(bold(about.outletName), escapeHtml(platformTitle))}</p>
<a class="button" rel="nofollow" href="${escapeHtml(href)}">${escapeHtml(words.connect(platformTitle))}</a><p><small>${words.never}</small></p>`,
  });
}

/** What somebody sees who connected an account. */
export function connectedPage(account: ConnectedAccount, language: PageLanguage, homeUrl: string | undefined): string {
  const words = connectWords[language];
  const lacks = (['profile', 'counters', 'videos'] as const).filter((part) => !account.can[part]).map((part) => words.parts[part]);
  const store = account.outlet ? words.reports(bold(account.name), bold(account.outlet.name)) : words.reportsAlone(bold(account.name));
  const missing = lacks.length > 0 ? `<p>${words.lacks(lacks.join(', '))}</p>` : '';
  const body = `<p>${store}</p>${missing}${homeUrl === undefined ? `<p><small>${words.close}</small></p>` : homeLink(homeUrl, language)}`;
  return smallPage({ language, title: words.connected, mood: 'good', body });
}

/** Addresses that persons open in a browser: whatever refuses them answers with a page too. */
export const visitorPages: ReadonlySet<string> = new Set(
  [contentAuthRoutes.connectPage, contentAuthRoutes.connectCallback, contentAuthRoutes.contentAuthCallback].map(({ path }) => path),
);

/** Why nothing was connected, and what to do. */
export function refusedPage(refusal: { code: ErrorCode; message: string }, language: PageLanguage, homeUrl: string | undefined): string {
  const words = connectWords[language];
  const text = escapeHtml(adviceFor(refusal.code, language) ?? refusal.message);
  const body = `<p>${text}</p><p><small>${words.code}: <code>${refusal.code}</code></small></p>${homeUrl === undefined ? '' : homeLink(homeUrl, language)}`;
  return smallPage({ language, title: words.refused, mood: 'bad', body });
}

const homeLink = (homeUrl: string, language: PageLanguage): string => `<a href="${escapeHtml(homeUrl)}">${connectWords[language].home}</a>`;
