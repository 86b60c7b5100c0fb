/**
 * The EAN-13 that an article has on every marketplace, made from its seller code: stable, with a right check digit, in the range 200–299
 * that is free for own use.
 */
export function barcodeOf(sellerCode: string): string {
  let sum = 0;
  for (const character of sellerCode) sum = (Math.imul(sum, 131) + character.charCodeAt(0)) >>> 0;
  const digits = `20${String(sum).padStart(10, '0')}`;
  return `${digits}${checkDigit(digits)}`;
}

function checkDigit(digits: string): number {
  const total = [...digits].reduce((sum, digit, at) => sum + Number(digit) * (at % 2 === 0 ? 1 : 3), 0);
  return (10 - (total % 10)) % 10;
}
