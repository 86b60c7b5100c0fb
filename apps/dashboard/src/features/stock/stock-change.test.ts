import { describe, expect, it } from 'vitest';
import { afterMove, unitsOf } from './stock-change.ts';

describe('the units of a change of stock', () => {
  it('come in or go out by what happened', () => {
    expect(unitsOf('receipt', ' 12 ')).toBe(12);
    expect(unitsOf('write_off', '3')).toBe(-3);
    expect(unitsOf('adjust', '−4')).toBe(-4);
    expect(unitsOf('adjust', '+4')).toBe(4);
    expect(unitsOf('transfer', '7')).toBe(7);
    expect(unitsOf('count', '0')).toBe(0);
  });

  it('are none when the number makes no sense', () => {
    for (const typed of ['', '0', '1.5', 'ten', '9999999', '-2']) expect(unitsOf('receipt', typed)).toBeNull();
    expect(unitsOf('adjust', '0')).toBeNull();
    expect(unitsOf('transfer', '-1')).toBeNull();
    expect(unitsOf('count', '-1')).toBeNull();
    expect(unitsOf('count', '10000001')).toBeNull();
  });

  it('leave behind what is counted, carried away or added', () => {
    expect(afterMove('count', 40, 38)).toBe(38);
    expect(afterMove('transfer', 40, 10)).toBe(30);
    expect(afterMove('write_off', 40, -3)).toBe(37);
    expect(afterMove('receipt', 40, 3)).toBe(43);
  });
});
