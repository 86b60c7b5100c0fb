import type { AgentOptions } from 'node:https';
import { connect, type PeerCertificate } from 'node:tls';

/** Where the hub is, and for a hub with a certificate of its own, which one it must be. */
export interface HubAddress {
  readonly url: string;
  /** SHA-256 of the certificate, as `sha256:` and 64 hex digits, and the certificate itself (PEM). */
  readonly pinned?: { readonly fingerprint: string; readonly certificatePem: string } | undefined;
}

/** Adds a path to the hub's URL, which may have one of its own. */
export function hubUrl({ url }: HubAddress, path: string): URL {
  return new URL(path.replace(/^\//, ''), url.endsWith('/') ? url : `${url}/`);
}

export function fingerprintOf(certificate: Pick<PeerCertificate, 'fingerprint256'>): string {
  return `sha256:${certificate.fingerprint256.replaceAll(':', '').toLowerCase()}`;
}

type TlsOptions = Pick<AgentOptions, 'ca' | 'checkServerIdentity' | 'allowPartialTrustChain'>;

/** With a pin, exactly that certificate is trusted, whatever names are in it; without one, the usual rules hold. */
export function tlsOptions({ pinned }: HubAddress): TlsOptions {
  if (pinned === undefined) return {};
  return {
    ca: pinned.certificatePem,
    allowPartialTrustChain: true,
    checkServerIdentity: (_host, certificate) =>
      fingerprintOf(certificate) === pinned.fingerprint
        ? undefined
        : new Error(`The hub shows another certificate (${fingerprintOf(certificate)}).`),
  };
}

export function normalFingerprint(text: string): string {
  const hex = text
    .replace(/^sha256:/i, '')
    .replaceAll(':', '')
    .toLowerCase();
  if (!/^[0-9a-f]{64}$/.test(hex)) throw new TypeError('A fingerprint looks like sha256: followed by 64 hexadecimal digits.');
  return `sha256:${hex}`;
}

/** Fetches the hub's certificate and keeps it if its fingerprint is the expected one. Sends nothing else over that connection. */
export function pinCertificate(url: string, expected: string): Promise<NonNullable<HubAddress['pinned']>> {
  const { hostname, port } = new URL(url);
  const fingerprint = normalFingerprint(expected);
  return new Promise((resolve, reject) => {
    const socket = connect(
      { host: hostname, port: Number(port || 443), servername: hostname, rejectUnauthorized: false, timeout: 10_000 },
      () => {
        const certificate = socket.getPeerX509Certificate();
        socket.destroy();
        const seen = certificate === undefined ? 'none' : fingerprintOf(certificate);
        if (certificate !== undefined && seen === fingerprint) resolve({ fingerprint, certificatePem: certificate.toString() });
        else reject(new Error(`The hub's certificate is ${seen}, not ${fingerprint}. Do not go on unless you know why.`));
      },
    );
    socket.on('timeout', () => socket.destroy(new Error(`${url} does not answer.`)));
    socket.on('error', reject);
  });
}
