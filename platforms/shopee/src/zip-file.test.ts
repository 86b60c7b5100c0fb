import { deflateRawSync } from 'node:zlib';
import { PlatformFailure } from '@shopfleet/platform-kit';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isZip, readOnlyFile } from './zip-file.ts';

/** An archive as other programs write it; the checksum is not looked at. */
function zipOf(files: readonly Buffer[], isPacked: boolean): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const file of files) {
    const data = isPacked ? deflateRawSync(file) : file;
    const name = Buffer.from('label.pdf');
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(isPacked ? 8 : 0, 8);
    local.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(isPacked ? 8 : 0, 10);
    entry.writeUInt32LE(data.length, 20);
    entry.writeUInt32LE(file.length, 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(offset, 42);
    parts.push(local, name, data);
    directory.push(entry, name);
    offset += local.length + name.length + data.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, ...directory, end]);
}

it('reads the only file of an archive, packed or not', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 2_000 }), fc.boolean(), (bytes, isPacked) => {
      const zip = zipOf([Buffer.from(bytes)], isPacked);
      expect(isZip(zip)).toBe(true);
      expect(Buffer.from(readOnlyFile(zip))).toEqual(Buffer.from(bytes));
    }),
  );
});

it('refuses an archive of several files, and none', () => {
  const two = zipOf([Buffer.from('a'), Buffer.from('b')], false);
  expect(() => readOnlyFile(two)).toThrow(expect.objectContaining({ kind: 'unsupported' }));
});

it('never fails in another way, however the archive is broken', () => {
  const zip = zipOf([Buffer.from('%PDF-1.7 and so on')], true);
  fc.assert(
    fc.property(fc.nat(zip.length - 1), fc.nat(255), fc.nat(zip.length), (at, value, length) => {
      const broken = Buffer.from(zip.subarray(0, length));
      if (at < broken.length) broken[at] = value;
      try {
        readOnlyFile(broken);
      } catch (error) {
        expect(error).toBeInstanceOf(PlatformFailure);
      }
    }),
  );
});
