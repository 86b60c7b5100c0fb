import { createHash } from 'node:crypto';

export interface FormFile {
  readonly field: string;
  readonly fileName: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/** One file as `multipart/form-data`. The boundary is made of the file's hash: it cannot occur in the file by chance. */
export function formBody({ field, fileName, contentType, bytes }: FormFile): { contentType: string; bytes: Buffer } {
  const boundary = `shopfleet-${createHash('sha256').update(bytes).digest('hex')}`;
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="${field}"; filename="${fileName}"\r\ncontent-type: ${contentType}\r\n\r\n`;
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    bytes: Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]),
  };
}
