import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { PlatformFailure } from '@shopfleet/platform-kit';
import { describe, expect, it } from 'vitest';
import { readLabelFile } from './label-file.ts';

interface Vector {
  readonly file_contents: { readonly Contents: string; readonly FileType: string; readonly Checksum: string };
  readonly decoded: { readonly sha256: string };
  readonly md5_of_gzip_base64: string;
}
const { vectors, undecodable } = JSON.parse(readFileSync(new URL('./fixtures/labels.json', import.meta.url), 'utf8')) as {
  vectors: Vector[];
  undecodable: { contents?: string }[];
};
const formats = ['application/vnd.zebra-zpl', 'application/pdf', 'image/png'];

describe('a label of Amazon', () => {
  it('is unpacked to the carrier’s file, whatever its checksum runs over', () => {
    for (const [index, { file_contents, decoded, md5_of_gzip_base64 }] of vectors.entries()) {
      for (const checksum of [file_contents.Checksum, md5_of_gzip_base64, '']) {
        const label = readLabelFile(file_contents.Contents, checksum);
        expect(createHash('sha256').update(label.bytes).digest('hex')).toBe(decoded.sha256);
        expect(label.format).toBe(formats[index]);
      }
    }
  });

  it('is taken unpacked when its checksum is right', () => {
    const zpl = Buffer.from('^XA^FDA^FS^XZ');
    const md5 = createHash('md5').update(zpl).digest('base64');
    expect(readLabelFile(zpl.toString('base64'), md5).format).toBe('application/vnd.zebra-zpl');
    expect(() => readLabelFile(zpl.toString('base64'), 'wrong')).toThrow(PlatformFailure);
  });

  it('never reaches a printer cut off, or as something else', () => {
    for (const { contents } of undecodable) if (contents !== undefined) expect(() => readLabelFile(contents, '')).toThrow(PlatformFailure);
    const page = Buffer.from('<html>expired</html>');
    const md5 = createHash('md5').update(page).digest('base64');
    expect(() => readLabelFile(page.toString('base64'), md5)).toThrow(PlatformFailure);
  });
});
