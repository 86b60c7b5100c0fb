import { contentAuthRoutes } from '@shopfleet/contracts';
import { HubError } from '@shopfleet/kernel';
import type { Context } from 'hono';
import { type HubApp, type HubEnv, pageLanguage } from '../../edge/index.ts';
import { findTenant } from '../../tenancy/index.ts';
import type { ContentDeps } from '../content-deps.ts';
import { beginForVisitor } from './begin-account-consent.ts';
import { connectedPage, invitationPage, refusedPage } from './connect-pages.ts';
import { finishAccountConsent } from './finish-account-consent.ts';
import { requireContentPlatform } from './require-content-platform.ts';
import { type Admission, admitVisitor } from './visit.ts';
import { giveVisitorCookie, readVisitorCookie } from './visitor-cookie.ts';

type PageStatus = 400 | 401 | 404 | 409 | 422;

/** What persons in charge open: the link, the way to the platform, and the way back. Always a page, but for `/auth/url`. */
export function registerConnectRoutes(app: HubApp, deps: ContentDeps): void {
  app.openapi(contentAuthRoutes.connectPage, async (c) => {
    keepPrivate(c);
    const { store_code: storeCode, token, begin } = c.req.valid('query');
    try {
      const admission = await admitVisitor(deps, { caller: c.get('caller'), storeCode, token });
      if (token !== undefined && storeCode === undefined && begin === undefined)
        return c.html(await askPage(c, deps, admission, token), 200);
      const { authUrl } = await beginForVisitor(deps, admission, giveVisitorCookie(c, deps.publicUrl));
      return c.redirect(authUrl, 302);
    } catch (error) {
      if (!(error instanceof HubError)) throw error;
      return c.html(refusedPage(error, languageOf(c), homeOf(c, deps)), error.status as PageStatus);
    }
  });
  app.openapi(contentAuthRoutes.connectUrl, async (c) => {
    keepPrivate(c);
    const { store_code: storeCode, token } = c.req.valid('query');
    const admission = await admitVisitor(deps, { caller: c.get('caller'), storeCode, token });
    const { authUrl } = await beginForVisitor(deps, admission, giveVisitorCookie(c, deps.publicUrl));
    return c.json({ success: true as const, authUrl, data: { authUrl } }, 200);
  });
  app.openapi(contentAuthRoutes.connectCallback, async (c) => answerCallback(c, deps));
  app.openapi(contentAuthRoutes.contentAuthCallback, async (c) => answerCallback(c, deps));
}

async function askPage(c: Context<HubEnv>, deps: ContentDeps, { tenantId, outlet }: Admission, token: string): Promise<string> {
  const { title: platformTitle } = requireContentPlatform(deps.platforms).manifest;
  const organisation = (await deps.db.asTenant(tenantId, (tx) => findTenant(tx, tenantId)))?.name ?? '';
  return invitationPage({ organisation, outletName: outlet.name, platformTitle, token }, languageOf(c));
}

async function answerCallback(c: Context<HubEnv>, deps: ContentDeps) {
  keepPrivate(c);
  const visitor = { caller: c.get('caller'), cookieHash: readVisitorCookie(c, deps.publicUrl) };
  try {
    return c.html(connectedPage(await finishAccountConsent(deps, visitor, c.req.query()), languageOf(c), homeOf(c, deps)), 200);
  } catch (error) {
    if (!(error instanceof HubError)) throw error;
    return c.html(refusedPage(error, languageOf(c), homeOf(c, deps)), 400);
  }
}

/** Addresses here hold the text of a link or a code. */
function keepPrivate(c: Context): void {
  c.header('cache-control', 'no-store');
  c.header('referrer-policy', 'no-referrer');
}

const languageOf = (c: Context) => pageLanguage(c.req.header('accept-language'));
/** Only who may see the outlets is led there. */
const homeOf = (c: Context<HubEnv>, { publicUrl }: ContentDeps): string | undefined =>
  c.get('caller')?.permissions.has('content:read') ? `${publicUrl}/content/outlets` : undefined;
