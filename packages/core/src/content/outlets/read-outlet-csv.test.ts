import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvLines } from '../../edge/index.ts';
import { mostLines, readOutletCsv } from './read-outlet-csv.ts';

const header = 'code,name,pic_name';

describe('a list of outlets', () => {
  test('is read by its titles, in any order, with other columns passed over', () => {
    const { lines, problems } = readOutletCsv(
      '﻿PIC name;Code;status;Name;time_zone\r\nSiti;JKT-1;CONNECTED;Kopi;Asia/Jakarta\r\n\r\nBudi;B_2;;"Teh; susu";\r\n',
    );
    expect(problems).toEqual([]);
    expect(lines).toEqual([
      { line: 2, code: 'JKT-1', name: 'Kopi', picName: 'Siti', timeZone: 'Asia/Jakarta' },
      { line: 4, code: 'B_2', name: 'Teh; susu', picName: 'Budi', timeZone: '' },
    ]);
  });

  test('names every bad cell with its line', () => {
    const long = 'x'.repeat(256);
    const csv = `${header},time_zone\nJKT 1,Kopi,Siti,\nA,,Budi,Mars/Olympus\na,${long},Budi,\nB,b,b,,more\n`;
    expect(readOutletCsv(csv)).toEqual({
      lines: [],
      count: 4,
      problems: [
        { line: 2, column: 'code', message: 'needs 1 to 50 letters, digits, hyphens or underscores' },
        { line: 3, column: 'name', message: 'is needed' },
        { line: 3, column: 'time_zone', message: 'is no time zone that we know; write for example Asia/Jakarta' },
        { line: 4, column: 'name', message: 'has more than 255 characters' },
        { line: 4, column: 'code', message: 'is in line 3 already' },
        { line: 5, column: '', message: 'has more cells than the first line has columns' },
      ],
    });
  });

  test.each([
    ['', 'the first line must name the columns; code, name, pic_name is missing'],
    ['code,name\n1,2', 'the first line must name the columns; pic_name is missing'],
    [`${header},code\n`, 'the column code is there twice'],
    [`${header}\n"1,2,3`, expect.stringContaining('cannot be read as CSV')],
    [`${header}\n${'1,2,3\n'.repeat(mostLines + 1)}`, 'has 10001 lines; at most 10000 are taken at once'],
  ])('that cannot be read at all says why (%#)', (csv, message) => {
    expect(readOutletCsv(csv)).toMatchObject({ lines: [], problems: [{ message }] });
  });

  test('that was written by the export comes back as it was, telephone numbers and formulas included', () => {
    const text = fc.string({ minLength: 1, maxLength: 40, unit: fc.constantFrom(...'=+-@\'",;\n\r\taé 1😀') }).map((cell) => cell.trim());
    const contact = text.filter((cell) => cell !== '' && !/^'[=+\-@]/.test(cell));
    fc.assert(
      fc.property(fc.array(contact, { minLength: 1, maxLength: 20 }), (contacts) => {
        const rows = contacts.map((cell, at) => [`C${at}`, 'n', 'p', cell]);
        const { lines, problems } = readOutletCsv(csvLines([[...header.split(','), 'pic_contact'], ...rows]));
        expect(problems).toEqual([]);
        expect(lines.map(({ picContact }) => picContact)).toEqual(contacts);
      }),
    );
  });

  test('of any text is never a crash', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(readOutletCsv(text).lines).toEqual([]);
        expect(readOutletCsv(`${header}\n${text}`).problems).toBeInstanceOf(Array);
      }),
    );
  });
});
