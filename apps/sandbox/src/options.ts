import type {
  AmazonSandboxOptions,
  ContentSandboxOptions,
  EbaySandboxOptions,
  SandboxOptions,
  ShopeeSandboxOptions,
  TikTokShopSandbox,
} from '@shopfleet/sandbox';

type Control = TikTokShopSandbox['control'];

export interface ReadOptions {
  readonly sandbox: SandboxOptions;
  readonly settings: Parameters<Control['configure']>[0];
  readonly content: ContentSandboxOptions;
  readonly shopee: ShopeeSandboxOptions;
  readonly ebay: EbaySandboxOptions;
  readonly amazon: AmazonSandboxOptions;
  /** Orders that every marketplace of shops places by itself. */
  readonly scenario?: Parameters<Control['startScenario']>[0];
  readonly parentPid?: number;
}

/** Flags win over variables (`SANDBOX_PORT`, `SANDBOX_STATE`, `SANDBOX_APP_KEY`, …). All complaints come at once. */
export function readOptions(
  flags: Readonly<Record<string, string | boolean | undefined>>,
  env: Readonly<Record<string, string | undefined>>,
): ReadOptions | { readonly problems: readonly string[] } {
  const problems: string[] = [];
  const text = (name: string): string | undefined => {
    const flag = flags[name];
    const value = typeof flag === 'string' ? flag : env[`SANDBOX_${name.toUpperCase().replaceAll('-', '_')}`];
    return value === '' ? undefined : value;
  };
  const whole = (name: string, most: number): number | undefined => {
    const value = text(name);
    if (value === undefined) return undefined;
    if (/^\d+$/.test(value) && Number(value) <= most) return Number(value);
    problems.push(`--${name} must be a whole number up to ${most}, but is "${value}"`);
    return undefined;
  };
  const address = (name: string): string | undefined => {
    const value = text(name);
    if (value !== undefined && !URL.canParse(value))
      problems.push(`--${name} must be an address such as http://127.0.0.1:3000/path, but is "${value}"`);
    return value;
  };
  const port = whole('port', 65_535);
  const parentPid = whole('parent-pid', 2 ** 31);
  const everyMs = whole('steady-ms', 86_400_000);
  const maximum = whole('maximum', 10_000_000);
  const settings = present({ webhookUrl: address('webhook-url'), redirectUrl: address('redirect-url') });
  const sandbox = present({
    port,
    host: text('host'),
    stateFile: text('state'),
    appKey: text('app-key'),
    appSecret: text('app-secret'),
    serviceId: text('service-id'),
  });
  const content = present({
    port: whole('content-port', 65_535),
    host: text('host'),
    stateFile: text('content-state'),
    clientKey: text('content-client-key'),
    clientSecret: text('content-client-secret'),
    accounts: whole('content-accounts', 100_000) ?? 12,
    settings: present({
      redirectUris: text('content-redirect-urls')?.split(','),
      webhookUrl: address('content-webhook-url'),
      limitRequests: whole('content-limit', 10_000_000),
    }),
  });
  const host = text('host');
  const shopee = present({
    ...{ host, port: whole('shopee-port', 65_535), stateFile: text('shopee-state') },
    partnerId: whole('shopee-partner-id', 999_999_999_999),
    partnerKey: text('shopee-partner-key'),
    settings: present({ webhookUrl: address('shopee-webhook-url') }),
  });
  const ebay = present({
    ...{ host, port: whole('ebay-port', 65_535), stateFile: text('ebay-state') },
    ...{ clientId: text('ebay-client-id'), clientSecret: text('ebay-client-secret'), ruName: text('ebay-ru-name') },
    settings: present({ redirectUrl: address('ebay-redirect-url') }),
  });
  const amazon = present({
    ...{ host, port: whole('amazon-port', 65_535), stateFile: text('amazon-state') },
    ...{ clientId: text('amazon-client-id'), clientSecret: text('amazon-client-secret'), applicationId: text('amazon-application-id') },
    settings: present({
      ...{ webhookUrl: address('amazon-webhook-url'), eventKey: text('amazon-event-key') },
      redirectUrl: address('amazon-redirect-url'),
    }),
  });
  if (problems.length > 0) return { problems };
  return {
    sandbox,
    settings,
    content,
    shopee,
    ebay,
    amazon,
    ...(everyMs === undefined ? {} : { scenario: { kind: 'steady', everyMs, ...present({ maximum }) } }),
    ...present({ parentPid }),
  };
}

type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

function present<T extends object>(source: T): Present<T> {
  const kept: Present<T> = { ...source } as Present<T>;
  for (const name of Object.keys(source) as (keyof T)[]) if (source[name] === undefined) delete kept[name];
  return kept;
}
