import { type Browser, chromium, type Page } from 'playwright-core';
import { buildDashboard } from '../../../scripts/build-dashboard.ts';

const switches = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-quic',
  // Even what slips past the watch below cannot leave the machine.
  '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost',
];

/** Debian's Chromium, after the dashboard was built from what lies in the checkout, unless no test of the file looks at it. */
export async function startBrowser({ needsDashboard = true } = {}): Promise<Browser> {
  if (needsDashboard) buildDashboard();
  return chromium.launch({ executablePath: '/usr/bin/chromium', headless: true, args: switches });
}

export type Theme = 'light' | 'dark';
export type Language = 'en' | 'id';

export interface Look {
  readonly theme?: Theme;
  readonly language?: Language;
  readonly isPhone?: boolean;
}

/** Somebody in front of a browser of their own. */
export interface Visitor extends AsyncDisposable {
  readonly page: Page;
  /** What must not happen: errors in the console, failures of scripts, requests that leave the machine. */
  complaints(): readonly string[];
}

export const desktop = { width: 1440, height: 900 } as const;
const phone = { width: 390, height: 844 } as const;
const loopback = new Set(['127.0.0.1', 'localhost', '[::1]']);
const isHere = (address: string): boolean => {
  const { protocol, hostname } = new URL(address);
  return protocol === 'data:' || protocol === 'blob:' || protocol === 'about:' || loopback.has(hostname);
};
/** The question "who am I" of somebody who is not signed in is answered 401, and Chromium reports every such answer. */
const isQuestion = (text: string, address: string): boolean => text.includes('status of 401') && address.endsWith('/api/user/me');

export async function visit(browser: Browser, url: string, look: Look = {}, token?: string): Promise<Visitor> {
  const { theme = 'light', language = 'en', isPhone = false } = look;
  const context = await browser.newContext({
    baseURL: url,
    viewport: isPhone ? phone : desktop,
    isMobile: isPhone,
    hasTouch: isPhone,
    locale: language === 'id' ? 'id-ID' : 'en-GB',
    timezoneId: 'Asia/Jakarta',
    colorScheme: theme,
    reducedMotion: 'reduce',
  });
  if (token !== undefined) await context.addCookies([{ name: 'shopfleet_session', value: token, url, httpOnly: true }]);
  await context.addInitScript(
    ([chosenTheme, chosenLanguage]) => {
      localStorage.setItem('shopfleet.theme', chosenTheme);
      localStorage.setItem('shopfleet.language', chosenLanguage);
    },
    [theme, language] as const,
  );
  const complaints: string[] = [];
  await context.route(
    (address) => !isHere(address.href),
    (route) => {
      complaints.push(`a request left the machine: ${route.request().url()}`);
      return route.abort();
    },
  );
  const page = await context.newPage();
  page.on('console', (message) => {
    const where = message.location().url;
    if (message.type() === 'error' && !isQuestion(message.text(), where)) complaints.push(`console: ${message.text()} (${where})`);
  });
  page.on('pageerror', (error) => complaints.push(`script: ${error.message}`));
  return { page, complaints: () => complaints, [Symbol.asyncDispose]: () => context.close() };
}

/** Signs in over HTTP; the token of a session, for `visit`. */
export async function signInToken(url: string, credentials: { readonly email: string; readonly password: string }): Promise<string> {
  const answer = await fetch(`${url}/api/user/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(credentials),
  });
  const { token }: { token?: string } = await answer.json();
  if (token === undefined) throw new Error(`signing in answered ${answer.status}`);
  return token;
}
