// Who may import whom. `allowed` is written the short way: each row names a place and everything of ours that it may reach.
const mayReach = {
  'packages/kernel': [],
  'packages/contracts': ['packages/kernel'],
  'packages/db': ['packages/kernel'],
  'packages/jobs': ['packages/kernel', 'packages/db'],
  'packages/platform-kit': ['packages/kernel'],
  'packages/labels': ['packages/kernel'],
  'packages/sandbox': ['packages/kernel'],
  'packages/core': ['packages/kernel', 'packages/contracts', 'packages/db', 'packages/jobs', 'packages/platform-kit', 'packages/labels'],
  'platforms/ebay': ['packages/kernel', 'packages/platform-kit'],
  'platforms/amazon': ['packages/kernel', 'packages/platform-kit'],
  'platforms/shopee': ['packages/kernel', 'packages/platform-kit'],
  'platforms/tiktok-content': ['packages/kernel', 'packages/platform-kit'],
  'platforms/tiktok-shop': ['packages/kernel', 'packages/platform-kit'],
  'apps/hub': ['packages/(?!sandbox|test-kit)', 'platforms/'],
  'apps/agent': ['packages/kernel', 'packages/contracts', 'packages/labels'],
  'apps/sandbox': ['packages/kernel', 'packages/sandbox'],
  'apps/dashboard': ['packages/contracts'],
};

/** Modules of the domain, lowest first: each may reach only those before it, and only through their index. */
const modules = [
  'audit',
  'edge',
  'files',
  'tenancy',
  'identity',
  'connections',
  'sync',
  'content',
  'catalog',
  'stock',
  'orders',
  'fulfilment',
  'printing',
  'automation',
  'views',
];

const ours = '^(packages|platforms|apps|e2e|bench)/';
const notTests = { pathNot: '\\.(test|e2e)\\.tsx?$|/test/|/fixtures/' };

export default {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    ...Object.entries(mayReach).map(([place, targets]) => ({
      name: `${place.replace('/', '-')}-reach`,
      severity: 'error',
      from: { path: `^${place}/`, ...notTests },
      to: { path: ours, pathNot: [`^${place}/`, ...targets.map((target) => `^${target}`)] },
    })),
    ...modules.map((name, rank) => ({
      name: `core-${name}-only-downwards`,
      severity: 'error',
      from: { path: `^packages/core/src/${name}/`, ...notTests },
      to: { path: `^packages/core/src/(${modules.slice(rank + 1).join('|') || 'none'})/` },
    })),
    ...modules.map((name) => ({
      name: `core-${name}-by-its-index`,
      severity: 'error',
      from: { path: '^(packages/core/src|apps)/', pathNot: [`^packages/core/src/${name}/`, notTests.pathNot] },
      to: { path: `^packages/core/src/${name}/`, pathNot: `^packages/core/src/${name}/index\\.ts$` },
    })),
    {
      name: 'test-kit-for-tests-only',
      severity: 'error',
      from: { path: '^(packages/(?!test-kit)|platforms|apps)/', ...notTests },
      to: { path: '^packages/test-kit/' },
    },
    { name: 'nothing-unresolved', severity: 'error', from: { path: ours }, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
