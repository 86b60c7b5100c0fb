export type Category = 'REQUEST' | 'BUSINESS' | 'APPLICATION';

interface ErrorText {
  readonly domain: string;
  readonly subdomain?: string;
  readonly category?: Category;
  readonly status: number;
}

/** An answer with an error of the platform's envelope. Decide on the number: the texts are the sandbox's own. */
export class Refusal extends Error {
  readonly status: number;
  readonly errorId: number;
  readonly parameters: Readonly<Record<string, string>>;

  constructor(errorId: number, message: string, options: { status?: number; parameters?: Readonly<Record<string, string>> } = {}) {
    super(message);
    this.errorId = errorId;
    this.status = options.status ?? familyOf(errorId).status;
    this.parameters = options.parameters ?? {};
  }

  /** One entry of `errors`. */
  view(): Record<string, unknown> {
    const { domain, subdomain, category } = familyOf(this.errorId);
    const parameters = Object.entries(this.parameters).map(([name, value]) => ({ name, value }));
    return {
      errorId: this.errorId,
      domain,
      ...(subdomain === undefined ? {} : { subdomain }),
      category: category ?? (this.status >= 500 ? 'APPLICATION' : 'REQUEST'),
      message: this.message,
      ...(parameters.length > 0 ? { parameters } : {}),
    };
  }
}

/** The edge answers before any API does, and not in JSON: 411 for a POST without a body, 415 for a body that is not JSON. */
export class EdgeRefusal extends Error {
  readonly status: 411 | 413 | 415;

  constructor(status: EdgeRefusal['status']) {
    super(`refused by the edge with ${status}`);
    this.status = status;
  }
}

const special: Readonly<Record<number, ErrorText>> = {
  1001: { domain: 'OAuth', status: 401 },
  1002: { domain: 'OAuth', status: 401 },
  1100: { domain: 'ACCESS', status: 403 },
  2001: { domain: 'ACCESS', status: 429 },
  2003: { domain: 'ACCESS', category: 'APPLICATION', status: 500 },
  2002: { domain: 'ACCESS', status: 404 },
  30500: { domain: 'API_FULFILLMENT', status: 500 },
  25001: { domain: 'API_INVENTORY', subdomain: 'Selling', status: 500 },
  25025: { domain: 'API_INVENTORY', subdomain: 'Selling', status: 500 },
  25705: { domain: 'API_INVENTORY', subdomain: 'Selling', status: 404 },
  25710: { domain: 'API_INVENTORY', subdomain: 'Selling', status: 404 },
  25713: { domain: 'API_INVENTORY', subdomain: 'Selling', status: 404 },
  25803: { domain: 'API_INVENTORY', subdomain: 'Selling', status: 409 },
  25805: { domain: 'API_INVENTORY', subdomain: 'Selling', status: 404 },
  195000: { domain: 'API_NOTIFICATION', status: 500 },
  195011: { domain: 'API_NOTIFICATION', status: 403 },
  ...Object.fromEntries([195001, 195002, 195013, 195022, 195026].map((id) => [id, { domain: 'API_NOTIFICATION', status: 404 }])),
  ...Object.fromEntries(
    [195003, 195012, 195014, 195015, 195020, 195021, 195024].map((id) => [id, { domain: 'API_NOTIFICATION', status: 409 }]),
  ),
};

function familyOf(errorId: number): ErrorText {
  const found = special[errorId];
  if (found) return found;
  if (errorId >= 195_000 && errorId < 196_000) return { domain: 'API_NOTIFICATION', status: 400 };
  if (errorId >= 30_000 && errorId < 35_000) return { domain: 'API_FULFILLMENT', status: 400 };
  if (errorId >= 25_000 && errorId < 26_000) return { domain: 'API_INVENTORY', subdomain: 'Selling', status: 400 };
  if (errorId >= 90_000 && errorId < 91_000) return { domain: 'API_LOGISTICS', status: 400 };
  if (errorId >= 20_000 && errorId < 21_000) return { domain: 'API_ACCOUNT', status: 400 };
  return { domain: 'API_COMMERCE', status: 400 };
}
