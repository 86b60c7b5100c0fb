import { installPlatforms } from '../apps/hub/src/platforms.ts';
import { whyNot } from '../packages/core/src/catalog/products/platform-deeds.ts';
import { Secret, systemClock } from '../packages/kernel/src/index.ts';
import { noLimit, type Platform, type PlatformManifest, platformDeeds } from '../packages/platform-kit/src/index.ts';
import { contractSkips as amazonSkips } from '../platforms/amazon/src/test/contract-skips.ts';
import { contractSkips as ebaySkips } from '../platforms/ebay/src/test/contract-skips.ts';

interface Skip {
  readonly reason: string;
  readonly tests: readonly string[];
}

/** By platform: what the contract suite leaves out there. A platform that is not named passes all of it. */
const skips: Readonly<Record<string, readonly Skip[]>> = { amazon: amazonSkips, ebay: ebaySkips };

const secret = new Secret('0'.repeat(32));
const none = { apiBaseUrl: undefined, authBaseUrl: undefined, authorizationUrl: undefined, allowedOrigins: [] };

/** Every platform that this hub can have, set up with nothing missing; nothing is called. */
function everyPlatform() {
  const sqs = {
    queueUrl: 'https://sqs.us-east-1.amazonaws.com/1/q',
    queueArn: 'arn:aws:sqs:us-east-1:1:q',
    accessKeyId: 'A',
    secretAccessKey: secret,
  };
  return installPlatforms(
    {
      tiktokShop: { ...none, appKey: 'key', appSecret: secret, serviceId: 'id' },
      shopee: { ...none, partnerId: 1, partnerKey: secret, pushUrl: undefined },
      ebay: {
        ...none,
        clientId: 'id',
        clientSecret: secret,
        devId: undefined,
        ruName: 'name',
        alertEmail: 'a@example.com',
        identityBaseUrl: undefined,
      },
      amazon: { ...none, clientId: 'id', clientSecret: secret, applicationId: 'id', selfAuthorised: undefined, sqs, eventKey: secret },
      tiktokContent: { ...none, clientKey: 'key', clientSecret: secret, redirectUrl: undefined, requestsPerMinute: 600, scopes: undefined },
    },
    { limiter: noLimit, observer: { called: () => undefined, breakerChanged: () => undefined }, clock: systemClock },
    { publicUrl: 'https://hub.example.com', eventToken: secret },
  );
}

export interface ContractTestNames {
  readonly shops: readonly string[];
  readonly accounts: readonly string[];
}

/** docs/reference/capabilities.md, from the manifests and from the list of tests that the contract suites run. */
export async function capabilityPage(tests: ContractTestNames): Promise<string> {
  const { platforms, close } = everyPlatform();
  const all = [...platforms.values()];
  await close();
  const ofShops = all.filter(({ orders }) => orders);
  return [
    '# What each marketplace can do',
    '',
    'Written by `node scripts/generate-capabilities.ts` from the manifests of the platforms and from the contract suite with its skips;',
    'a test fails when it is not current. What a marketplace cannot do is said in the same words by the API and on the screens.',
    '',
    '## Deeds',
    '',
    'With a hub that is fully set up; Amazon sends events only where a queue or an EventBridge key is configured.',
    '',
    ...table(
      ['', ...ofShops.map(titleOf)],
      platformDeeds.map((deed) => [`\`${deed}\``, ...ofShops.map((one) => (whyNot(one, deed) === undefined ? 'yes' : 'no'))]),
    ),
    '',
    ...all.flatMap((platform) => section(platform)),
    '## Contract suite: shops',
    '',
    'One definition of a correct platform, run against the sandbox of each, in several markets. A test that is left out says why.',
    '',
    ...table(
      ['it …', ...ofShops.map(titleOf)],
      tests.shops.map((test) => [test, ...ofShops.map((one) => verdict(one, test))]),
    ),
    '',
    ...ofShops.flatMap(({ manifest }) =>
      (skips[manifest.platform] ?? []).map(({ reason, tests: left }) => `- **${manifest.title}** leaves out ${left.length}: ${reason}.`),
    ),
    '',
    '## Contract suite: content accounts',
    '',
    `${all
      .filter(({ content }) => content)
      .map(titleOf)
      .join(', ')} passes all ${tests.accounts.length}: it`,
    '',
    ...tests.accounts.map((test) => `- ${test}`),
    '',
  ].join('\n');
}

const titleOf = ({ manifest }: Platform): string => manifest.title;
const cell = (text: string): string => text.replaceAll('|', '\\|');
const row = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string[] => [
  row(head),
  row(head.map(() => '---')),
  ...rows.map(row),
];
const isSkipped = ({ manifest }: Platform, test: string): boolean =>
  (skips[manifest.platform] ?? []).some(({ tests }) => tests.includes(test));
const verdict = (platform: Platform, test: string): string => (isSkipped(platform, test) ? 'left out' : 'passes');

const refreshWords: Readonly<Record<string, string>> = {
  'single-use': 'void once sent: a refresh whose answer was lost is not repeated',
  rotating: 'each refresh brings a new one; repeated until there is an answer',
  reusable: 'stays the same; a refresh is repeated once',
  unknown: 'not documented; a refresh is repeated once',
};

function section({ manifest }: Platform): string[] {
  const { orderPolling, orderLagSeconds = 60, auth } = manifest;
  const polled =
    orderPolling &&
    `at most every ${orderPolling.leastMinutes} minutes${orderPolling.perAccount ? ', for all shops of an account together' : ''}`;
  const facts = [
    ['Regions', manifest.regions.join(', ')],
    ['Requests a second, of the busiest kind', String(manifest.requestsPerSecond)],
    ['Orders are asked for', polled ?? 'as often as the shop is set to'],
    ['A change is listed within', `${orderLagSeconds} s`],
    ['Refresh tokens', refreshWords[auth.refreshTokens ?? 'unknown'] ?? ''],
    ['Scopes', auth.scopes.map((scope) => `\`${scope}\``).join(', ')],
    [
      'Asked whether the grant still stands',
      auth.probeEverySeconds === undefined ? 'every 15 minutes, beside its events' : `every ${auth.probeEverySeconds} s`,
    ],
    ['Events', manifest.webhookTopics.map((topic) => `\`${topic}\``).join(', ')],
  ].filter(([, value]) => value !== '');
  return [
    `## ${manifest.title}`,
    '',
    ...table(['', ''], facts),
    '',
    ...cannot(manifest),
    ...manifest.links.map(({ title, url, readOn }) => `- [${title}](${url}), read ${readOn}`),
    '',
  ];
}

function cannot({ unsupported }: PlatformManifest): string[] {
  const words = Object.entries(unsupported).map(([deed, why]) => `- \`${deed}\`: ${why}`);
  return words.length === 0 ? [] : ['What it cannot do:', '', ...words, '', 'Where it says so:', ''];
}
