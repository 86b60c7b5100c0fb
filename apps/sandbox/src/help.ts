interface Option {
  readonly name: string;
  readonly value: string;
  readonly meaning: string;
}

const options: readonly Option[] = [
  { name: 'host', value: 'ADDRESS', meaning: 'address to listen on (127.0.0.1)' },
  { name: 'parent-pid', value: 'PID', meaning: 'end when this process is gone' },
  { name: 'port', value: 'PORT', meaning: 'TikTok Shop: port (a free one)' },
  { name: 'state', value: 'FILE', meaning: 'TikTok Shop: remember everything in this file' },
  { name: 'webhook-url', value: 'URL', meaning: 'TikTok Shop: where events go' },
  { name: 'redirect-url', value: 'URL', meaning: 'TikTok Shop: where a seller returns to' },
  { name: 'steady-ms', value: 'MS', meaning: 'every marketplace of shops: place an order this often' },
  { name: 'maximum', value: 'COUNT', meaning: 'every marketplace of shops: stop after this many orders' },
  { name: 'content-port', value: 'PORT', meaning: 'TikTok content: port (a free one)' },
  { name: 'content-state', value: 'FILE', meaning: 'TikTok content: remember everything in this file' },
  { name: 'content-webhook-url', value: 'URL', meaning: 'TikTok content: where events go' },
  { name: 'content-redirect-urls', value: 'URLS', meaning: 'TikTok content: registered redirect URIs, with commas between them' },
  { name: 'content-accounts', value: 'COUNT', meaning: 'TikTok content: accounts to begin with (12)' },
  { name: 'content-limit', value: 'COUNT', meaning: 'TikTok content: requests a minute for each operation (600)' },
  { name: 'shopee-port', value: 'PORT', meaning: 'Shopee: port (a free one)' },
  { name: 'shopee-state', value: 'FILE', meaning: 'Shopee: remember everything in this file' },
  { name: 'shopee-webhook-url', value: 'URL', meaning: 'Shopee: where pushes go, as set in its console' },
  { name: 'ebay-port', value: 'PORT', meaning: 'eBay: port (a free one)' },
  { name: 'ebay-state', value: 'FILE', meaning: 'eBay: remember everything in this file' },
  { name: 'ebay-redirect-url', value: 'URL', meaning: 'eBay: the accept address behind the RuName' },
  { name: 'amazon-port', value: 'PORT', meaning: 'Amazon: port (a free one)' },
  { name: 'amazon-state', value: 'FILE', meaning: 'Amazon: remember everything in this file' },
  { name: 'amazon-webhook-url', value: 'URL', meaning: 'Amazon: where an EventBridge rule posts events' },
  { name: 'amazon-redirect-url', value: 'URL', meaning: 'Amazon: registered redirect address' },
];

export const optionNames: readonly string[] = options.map(({ name }) => name);

/** What `--help` prints. */
export function helpText(): string {
  const rows = options.map(({ name, value, meaning }) => `  ${`--${name} ${value}`.padEnd(32)}${meaning}`);
  return [
    'Serves marketplaces to develop, test and demonstrate against: TikTok Shop, Shopee, eBay, Amazon, and TikTok accounts with videos.',
    'Each has its own port; a page to steer it is at /, the same as an API under /_control/. The first line printed says where.',
    '',
    ...rows,
    '',
    'Every option can also be a variable: SANDBOX_PORT, SANDBOX_CONTENT_PORT and so on. Credentials are variables only:',
    '  SANDBOX_APP_KEY, SANDBOX_APP_SECRET, SANDBOX_SERVICE_ID, SANDBOX_CONTENT_CLIENT_KEY, SANDBOX_CONTENT_CLIENT_SECRET,',
    '  SANDBOX_SHOPEE_PARTNER_ID, SANDBOX_SHOPEE_PARTNER_KEY, SANDBOX_EBAY_CLIENT_ID, SANDBOX_EBAY_CLIENT_SECRET, SANDBOX_EBAY_RU_NAME,',
    '  SANDBOX_AMAZON_CLIENT_ID, SANDBOX_AMAZON_CLIENT_SECRET, SANDBOX_AMAZON_APPLICATION_ID, SANDBOX_AMAZON_EVENT_KEY',
  ].join('\n');
}
