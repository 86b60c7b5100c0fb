import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Programs that the tests use for real, with the Debian package that brings each. */
const programs: Readonly<Record<string, string>> = {
  chromium: 'chromium',
  cupsd: 'cups',
  lpadmin: 'cups-client',
  ippeveprinter: 'cups-ipp-utils',
  'dbus-daemon': 'dbus',
  pdftoppm: 'poppler-utils',
  zbarimg: 'zbar-tools',
  openssl: 'openssl',
  curl: 'curl',
};
/** Packages that bring no program on the PATH. */
const files: Readonly<Record<string, string>> = { '/usr/lib/cups/filter/pdftopdf': 'cups-filters' };

function hasProgram(name: string): boolean {
  return ['/usr/bin', '/usr/sbin', '/bin', '/sbin', '/usr/local/bin'].some((folder) => existsSync(`${folder}/${name}`));
}

function missingPackages(): string[] {
  const missing = Object.entries(programs).filter(([program]) => !hasProgram(program));
  const missingFiles = Object.entries(files).filter(([path]) => !existsSync(path));
  return [...missing, ...missingFiles].map(([, name]) => name);
}

/** Installs what the tests need from Debian where this user may; says what to type where not. Returns what is still missing. */
export function installDebianPackages(): string[] {
  const wanted = missingPackages();
  if (wanted.length === 0) return [];
  const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const run = (...words: string[]) => {
    const [command, ...rest] = [...asRoot, ...words];
    if (!command) return 1;
    return spawnSync(command, rest, { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
      .status;
  };
  console.log(`Installing from Debian: ${wanted.join(' ')}`);
  run('apt-get', 'update', '-q');
  // The services that come with these packages stay off: the tests start their own, private ones.
  const policy = '/usr/sbin/policy-rc.d';
  const hadPolicy = existsSync(policy);
  if (!hadPolicy) run('sh', '-c', `printf '#!/bin/sh\\nexit 101\\n' > ${policy} && chmod +x ${policy}`);
  run('apt-get', 'install', '-y', '-q', '--no-install-recommends', ...wanted);
  if (!hadPolicy) run('rm', '-f', policy);
  return missingPackages();
}
