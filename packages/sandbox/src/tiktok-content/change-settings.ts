import { problemOfRedirectUri } from './redirect-uri.ts';
import { allScopes, type Settings, startingSettings } from './settings.ts';

const choices: Readonly<Record<string, readonly string[]>> = {
  tokenProfile: ['current', 'legacy'],
  autoConsent: ['off', 'allow', 'deny'],
  approvedScopes: allScopes,
};
const mostRedirectUris = 10;

/** Changes some settings, all or none. @throws RangeError for an unknown name or a value that cannot be. */
export function changeSettings(settings: Settings, changes: Partial<Settings>): Readonly<Settings> {
  const known: Readonly<Record<string, unknown>> = { ...startingSettings() };
  for (const [name, value] of Object.entries(changes)) {
    const problem = problemOf(name, value, known[name]);
    if (problem !== undefined) throw new RangeError(`setting ${name} ${problem}`);
  }
  return Object.assign(settings, changes);
}

function problemOf(name: string, value: unknown, example: unknown): string | undefined {
  if (example === undefined) return 'does not exist';
  if (typeof value !== typeof example || Array.isArray(value) !== Array.isArray(example)) {
    return `must be ${Array.isArray(example) ? 'a list' : `a ${typeof example}`}`;
  }
  if (typeof value === 'number' && !(Number.isFinite(value) && value >= 0)) return 'must not be negative';
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  const allowed = choices[name];
  if (allowed && !items.every((item) => typeof item === 'string' && allowed.includes(item))) return `must be of ${allowed.join(', ')}`;
  if (name !== 'redirectUris') return undefined;
  if (items.length > mostRedirectUris) return `holds at most ${mostRedirectUris}`;
  return items.map((item) => problemOfRedirectUri(String(item))).find((problem) => problem !== undefined);
}
