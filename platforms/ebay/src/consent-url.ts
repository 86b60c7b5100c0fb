import { queryOf } from './request.ts';

export interface ConsentUrlInput {
  /** The consent page. */
  readonly page: string;
  readonly clientId: string;
  /** What eBay calls the redirect address: a name; the address itself is set beside it in the developer portal. */
  readonly ruName: string;
  readonly scopes: readonly string[];
  readonly state: string;
}

/** Where a seller consents. `prompt=login` lets one browser connect a second seller. */
export function consentUrl({ page, clientId, ruName, scopes, state }: ConsentUrlInput): string {
  const url = new URL(page);
  url.search = queryOf({
    client_id: clientId,
    redirect_uri: ruName,
    response_type: 'code',
    scope: scopes.join(' '),
    state,
    prompt: 'login',
  });
  return url.href;
}
