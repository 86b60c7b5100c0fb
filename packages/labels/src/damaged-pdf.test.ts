import { PDFDocument } from '@cantoo/pdf-lib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { convertLabel } from './convert-label.ts';
import { renderPdfPage } from './render-page.ts';
import { fourBySix, makeLabel } from './sample-label.ts';
import { validatePdf } from './validate-pdf.ts';

const refusal = (message: RegExp) => ({ name: 'HubError', code: 'UNREADABLE_DOCUMENT', message: expect.stringMatching(message) });
const convert = (bytes: Uint8Array) =>
  convertLabel({ bytes, format: 'application/pdf', media: { ...fourBySix, language: 'zpl' }, expect: '1Z999AA10123456784' });

async function pdfWith(pages: number, size: [number, number]): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  for (let i = 0; i < pages; i++) document.addPage(size);
  return document.save();
}

test('an empty document is refused in words', async () => {
  await expect(validatePdf(new Uint8Array())).rejects.toMatchObject(refusal(/empty/));
});

test('a PDF with a password is refused, and the message says what to do', async () => {
  const document = await PDFDocument.load(await makeLabel());
  document.encrypt({ userPassword: 'secret', ownerPassword: 'owner' });
  await expect(validatePdf(await document.save())).rejects.toMatchObject(refusal(/password/));
});

test('a truncated label never comes out as a label', async () => {
  const label = await makeLabel();
  for (const share of [0.1, 0.5, 0.9]) await expect(convert(label.slice(0, label.length * share))).rejects.toMatchObject(refusal(/./));
});

test('random bytes are refused', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 2000 }), async (bytes) => {
      await expect(validatePdf(bytes)).rejects.toMatchObject(refusal(/./));
    }),
    { numRuns: 50 },
  );
});

test('a label with some bytes changed is converted or refused, and the engine works on', async () => {
  const label = await makeLabel();
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(fc.nat(label.length - 1), fc.nat(255)), { minLength: 1, maxLength: 30 }), async (changes) => {
      const damaged = label.slice();
      for (const [at, value] of changes) damaged[at] = value;
      const outcome = await convert(damaged).then(
        ({ barcodes }) => barcodes.join(),
        (error: unknown) => error,
      );
      if (typeof outcome === 'string') expect(outcome).toContain('1Z999AA10123456784');
      else expect(outcome).toMatchObject(refusal(/./));
    }),
    { numRuns: 40 },
  );
  expect((await validatePdf(label)).pages).toBe(1);
});

test('too many pages, too large a page and a page that is not there are refused', async () => {
  await expect(validatePdf(await pdfWith(21, [288, 432]))).rejects.toMatchObject(refusal(/21 pages/));
  await expect(validatePdf(await pdfWith(1, [14_000, 14_000]))).rejects.toMatchObject(refusal(/larger than A2/));
  await expect(renderPdfPage(await pdfWith(1, [288, 432]), { page: 1, dpi: 203 })).rejects.toMatchObject(refusal(/no page 2/));
  await expect(renderPdfPage(await pdfWith(1, [288, 432]), { dpi: 9000 })).rejects.toMatchObject(refusal(/out of bounds/));
});
