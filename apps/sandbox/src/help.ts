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
  { name: 'steady-ms', value: 'MS', meaning: 'TikTok Shop: place an order this often' },
  { name: 'maximum', value: 'COUNT', meaning: 'TikTok Shop: stop after this many orders' },
  { name: 'content-port', value: 'PORT', meaning: 'TikTok content: port (a free one)' },
  { name: 'content-state', value: 'FILE', meaning: 'TikTok content: remember everything in this file' },
  { name: 'content-webhook-url', value: 'URL', meaning: 'TikTok content: where events go' },
  { name: 'content-redirect-urls', value: 'URLS', meaning: 'TikTok content: registered redirect URIs, with commas between them' },
  { name: 'content-accounts', value: 'COUNT', meaning: 'TikTok content: accounts to begin with (12)' },
  { name: 'content-limit', value: 'COUNT', meaning: 'TikTok content: requests a minute for each operation (600)' },
];

export const optionNames: readonly string[] = options.map(({ name }) => name);

/** What `--help` prints. */
export function helpText(): string {
  const rows = options.map(({ name, value, meaning }) => `  ${`--${name} ${value}`.padEnd(32)}${meaning}`);
  return [
    'Serves marketplaces to develop, test and demonstrate against: TikTok Shop, and TikTok accounts with their videos.',
    'Each has its own port; a page to steer it is at /, the same as an API under /_control/. The first line printed says where.',
    '',
    ...rows,
    '',
    'Every option can also be a variable: SANDBOX_PORT, SANDBOX_CONTENT_PORT and so on. Credentials are variables only:',
    '  SANDBOX_APP_KEY, SANDBOX_APP_SECRET, SANDBOX_SERVICE_ID, SANDBOX_CONTENT_CLIENT_KEY, SANDBOX_CONTENT_CLIENT_SECRET',
  ].join('\n');
}
