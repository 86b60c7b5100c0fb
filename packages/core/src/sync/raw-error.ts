import { PlatformFailure } from '@shopfleet/platform-kit';

const maxLength = 2_000;
const secretName = '(?:access_|refresh_|id_)?token|api_?key|secret|sign(?:ature)?|password|authorization|cipher|x-amz-[a-z-]+|code';
const inHeader = /\b(bearer|basic)\s+[\w+/=.~-]{8,}/gi;
/** In a query, a form, a JSON body. */
const named = new RegExp(`((?:^|[^a-z])[a-z_-]*(?:${secretName})["']?\\s*[=:]\\s*["']?)[^\\s"'&,;})]{6,}`, 'gi');
/** What looks like a key, whatever it is called: long, with letters and digits, not an id of ours. */
const keyLike = /(?<![\w-])(?=[\w+/=.-]*\d)(?=[\w+/=.-]*[A-Za-z])(?!\w{3}_[0-9a-z]{26}\b)[\w+/=-]{40,}/g;

/** What an error says, its causes too, for the log: without keys, tokens and signatures, one line, at most 2,000 characters. */
export function rawErrorOf(error: unknown): string {
  return withoutSecrets(chainOf(error).join(' · caused by '))
    .replaceAll(/\s+/g, ' ')
    .replaceAll('\0', '')
    .slice(0, maxLength)
    .toWellFormed();
}

function chainOf(error: unknown): string[] {
  const said: string[] = [];
  for (let one = error, depth = 0; one !== undefined && depth < 5; depth++) {
    if (!(one instanceof Error)) return [...said, String(one)];
    const details = one instanceof PlatformFailure ? [one.name, one.kind, one.vendorCode, one.requestId] : [one.name];
    said.push(`${details.filter((part) => part !== undefined).join(' ')}: ${one.message}`);
    one = one.cause;
  }
  return said;
}

function withoutSecrets(text: string): string {
  return text.replace(inHeader, '$1 ***').replace(named, '$1***').replace(keyLike, '***');
}
