import fc from 'fast-check';
import { expect, test } from 'vitest';
import { barcodeOf } from './barcode.ts';

test('is thirteen digits whose weighted sum ends in 0, and the same for the same code', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, maxLength: 20 }), (code) => {
      const barcode = barcodeOf(code);
      expect(barcode).toMatch(/^20\d{11}$/);
      const sum = [...barcode].reduce((total, digit, at) => total + Number(digit) * (at % 2 === 0 ? 1 : 3), 0);
      expect(sum % 10).toBe(0);
      expect(barcodeOf(code)).toBe(barcode);
    }),
  );
});
