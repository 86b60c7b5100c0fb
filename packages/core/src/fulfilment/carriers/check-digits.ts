/** The arithmetic by which carriers make the last character of a tracking number; each answers whether it fits. */

const digitsOf = (text: string): number[] => [...text].map(Number);

/** UPS 1Z: letters count as (code − 63) mod 10, every second character twice; the last digit completes to ten. */
function isUps(number: string): boolean {
  const body = [...number.slice(2, -1)].map((char) => (/\d/.test(char) ? Number(char) : (char.charCodeAt(0) - 63) % 10));
  const sum = body.reduce((total, value, index) => total + (index % 2 === 1 ? value * 2 : value), 0);
  return (10 - (sum % 10)) % 10 === Number(number.at(-1));
}

/** Weights 3 and 1 from the right (GS1, USPS, FedEx Ground): completes to ten. */
function isMod10(number: string): boolean {
  const sum = digitsOf(number.slice(0, -1))
    .toReversed()
    .reduce((total, digit, index) => total + digit * (index % 2 === 0 ? 3 : 1), 0);
  return (10 - (sum % 10)) % 10 === Number(number.at(-1));
}

/** FedEx Express, 12 digits: weights 3, 1, 7 from the left, remainder of eleven, ten counts as nought. */
function isFedExExpress(number: string): boolean {
  const weights = [3, 1, 7];
  const sum = digitsOf(number.slice(0, -1)).reduce((total, digit, index) => total + digit * (weights[index % 3] ?? 0), 0);
  return (sum % 11) % 10 === Number(number.at(-1));
}

/** The Universal Postal Union's S10: two letters, eight digits, a check digit with weights 8 6 4 2 3 5 9 7, two letters of the country. */
function isS10(number: string): boolean {
  const weights = [8, 6, 4, 2, 3, 5, 9, 7];
  const sum = digitsOf(number.slice(2, 10)).reduce((total, digit, index) => total + digit * (weights[index] ?? 0), 0);
  const rest = 11 - (sum % 11);
  const expected = rest === 10 ? 0 : rest === 11 ? 5 : rest;
  return expected === Number(number[10]);
}

/** DHL Express, Yamato, Sagawa: the number before the last digit, modulo seven. */
function isMod7(number: string): boolean {
  return Number(BigInt(number.slice(0, -1)) % 7n) === Number(number.at(-1));
}

/** The rules by the names that the HTTP API calls them. */
const rules = { ups: isUps, mod10: isMod10, mod7: isMod7, 'fedex-express': isFedExExpress, s10: isS10 } as const;

export type CheckDigitRule = keyof typeof rules;

/** Whether the last character of the number (S10: the last digit) is the one that the rule makes of the others. */
export const isCheckDigitRight = (rule: CheckDigitRule, number: string): boolean => rules[rule](number);
