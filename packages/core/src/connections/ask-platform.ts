import { HubError } from '@shopfleet/kernel';
import { type Platform, PlatformFailure } from '@shopfleet/platform-kit';

/**
 * Asks a marketplace because a person waits for the answer: a failure becomes a `HubError` with what that person can do —
 * `NEEDS_RECONNECT`, `NOT_FOUND`, `CONFLICT`, `PLATFORM_REJECTED` with the fields, `PLATFORM_UNSUPPORTED`, `PLATFORM_UNAVAILABLE`.
 */
export async function askPlatform<T>({ manifest }: Pick<Platform, 'manifest'>, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    throw error instanceof PlatformFailure ? inHubWords(manifest.title, error) : error;
  }
}

/** What the manifest says about a deed that the platform cannot do. */
export function unsupported({ manifest }: Pick<Platform, 'manifest'>, deed: string): HubError {
  return new HubError('PLATFORM_UNSUPPORTED', { message: manifest.unsupported[deed] ?? `${manifest.title} cannot do this` });
}

function inHubWords(title: string, failure: PlatformFailure): HubError {
  const { vendorCode, retryAt, fields } = failure;
  const said = vendorCode === undefined ? failure.message : `${failure.message} (${vendorCode})`;
  const retryAfterSeconds = retryAt ? Math.max(1, Math.ceil((retryAt.getTime() - Date.now()) / 1_000)) : 30;
  switch (failure.kind) {
    case 'auth-expired':
      return new HubError('NEEDS_RECONNECT', {
        message: `${title} does not accept the connection any more; connect it again`,
        cause: failure,
      });
    case 'not-found':
      return new HubError('NOT_FOUND', { message: said, cause: failure });
    case 'conflict':
      return new HubError('CONFLICT', { message: said, cause: failure });
    case 'unsupported':
      return new HubError('PLATFORM_UNSUPPORTED', { message: said, cause: failure });
    case 'forbidden':
    case 'invalid':
      return new HubError('PLATFORM_REJECTED', {
        message: `${title} refused: ${said}`,
        fields: fields.map((path) => ({ path, code: 'refused', message: said })),
        cause: failure,
      });
    case 'rate-limited':
      return new HubError('PLATFORM_UNAVAILABLE', { message: `${title} is asked too often just now`, retryAfterSeconds, cause: failure });
    case 'outcome-unknown':
      return new HubError('PLATFORM_UNAVAILABLE', {
        message: `${title} did not answer: look whether it was done before you ask again`,
        retryAfterSeconds,
        cause: failure,
      });
    default:
      return new HubError('PLATFORM_UNAVAILABLE', {
        message: `${title} did not answer as it should: ${said}`,
        retryAfterSeconds,
        cause: failure,
      });
  }
}
