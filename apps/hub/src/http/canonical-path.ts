const versioned = '/api/v1/';
const platforms = 'platforms/';

/**
 * `/api/v1/…` and `/api/…` name the same operation. Gives the spelling of the contract: without version, but with it below
 * `/api/v1/platforms/`.
 */
export function canonicalPath(path: string): string {
  if (path.startsWith(versioned)) {
    const rest = path.slice(versioned.length);
    return rest.startsWith(platforms) ? path : `/api/${rest}`;
  }
  return path.startsWith(`/api/${platforms}`) ? `/api/v1/${path.slice('/api/'.length)}` : path;
}
