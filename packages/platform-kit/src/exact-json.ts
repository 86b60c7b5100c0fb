import { PlatformFailure } from './failure.ts';

const longDigits = /\d{16}/;

/**
 * Reads JSON without losing digits: an integer that a number cannot hold exactly becomes the string of its digits.
 * Throws `PlatformFailure` of kind `unexpected` for text that is not JSON or nests too deep.
 */
export function readExactJson(text: string): unknown {
  try {
    return longDigits.test(text) ? JSON.parse(text, keepDigits) : JSON.parse(text);
  } catch (cause) {
    throw new PlatformFailure('unexpected', 'The answer is not JSON', { cause });
  }
}

function keepDigits(_key: string, value: unknown, context?: { source?: string }): unknown {
  if (typeof value !== 'number' || Number.isSafeInteger(value)) return value;
  const source = context?.source ?? '';
  return /^-?\d+$/.test(source) ? source : value;
}
