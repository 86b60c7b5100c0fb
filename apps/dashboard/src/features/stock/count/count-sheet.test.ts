import { describe, expect, it } from 'vitest';
import { isCounted, keepSheet, keptSheet, pasteLines, scan } from './count-sheet.ts';

describe('a count sheet', () => {
  it('counts one more each time that a code is scanned, and has it on top', () => {
    const once = scan([{ code: 'MUG-RED', counted: '4' }], 'kett-black');
    expect(once).toEqual([
      { code: 'kett-black', counted: '1' },
      { code: 'MUG-RED', counted: '4' },
    ]);
    expect(scan(once, 'mug-red ')[0]).toEqual({ code: 'MUG-RED', counted: '5' });
  });

  it('begins at one when the line was left empty', () => {
    expect(scan([{ code: 'A', counted: '' }], 'A')).toEqual([{ code: 'A', counted: '1' }]);
  });

  it('takes lines of a spreadsheet, replaces what it had, and names those that it cannot read', () => {
    const { lines, refused } = pasteLines([{ code: 'A', counted: '1' }], 'code,counted\na;7\n"B, long"\t12\n\nC,many\nD,0');
    expect(lines).toEqual([
      { code: 'A', counted: '7' },
      { code: 'B, long', counted: '12' },
      { code: 'D', counted: '0' },
    ]);
    expect(refused).toEqual(['code,counted', 'C,many']);
  });

  it('knows what is a count', () => {
    expect(['0', ' 12 ', '10000000'].every(isCounted)).toBe(true);
    expect(['', '-1', '1.5', '10000001', 'x'].some(isCounted)).toBe(false);
  });

  it('is there again after the page was closed, and forgets what is no sheet', () => {
    let kept: string | null = null;
    const storage = {
      getItem: () => kept,
      setItem: (_key: string, text: string) => {
        kept = text;
      },
    };
    expect(keptSheet(storage)).toEqual([]);
    keepSheet(storage, [{ code: 'A', counted: '3' }]);
    expect(keptSheet(storage)).toEqual([{ code: 'A', counted: '3' }]);
    kept = '{broken';
    expect(keptSheet(storage)).toEqual([]);
    kept = '[{"code":1},{"code":"A","counted":"3"}]';
    expect(keptSheet(storage)).toEqual([{ code: 'A', counted: '3' }]);
  });
});
