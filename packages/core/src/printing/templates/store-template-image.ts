import { HubError } from '@shopfleet/kernel';
import type { PrintingDeps } from '../printing-deps.ts';
import { insertTemplateImage, type StoredImage } from './template-store.ts';

export const maxImageBytes = 5 * 1024 * 1024;
const maxPixels = 40_000_000;
const maxSidePixels = 4_000;

/**
 * Draws an uploaded PNG, JPEG or SVG anew as a PNG: whatever else was in the file (scripts, comments, a second format) is gone.
 * Throws `UNSUPPORTED_MEDIA_TYPE` for other formats and `UNREADABLE_DOCUMENT` for damaged or giant images.
 */
export async function storeTemplateImage(
  deps: Pick<PrintingDeps, 'db' | 'files'>,
  upload: { tenantId: string; uploadedBy: string; bytes: Uint8Array },
): Promise<StoredImage> {
  requireKnownFormat(upload.bytes);
  const { data, info } = await redraw(upload.bytes);
  const stored = { sha256: await deps.files.put(data), format: 'image/png', width: info.width, height: info.height, bytes: data.length };
  await deps.db.asTenant(upload.tenantId, (tx) => insertTemplateImage(tx, { ...upload, ...stored }));
  return stored;
}

async function redraw(bytes: Uint8Array) {
  // Loaded with the first picture: most hubs never get one, and it weighs tens of megabytes.
  const { default: sharp } = await import('sharp');
  try {
    return await sharp(bytes, { limitInputPixels: maxPixels, failOn: 'error', density: 203 })
      .rotate()
      .resize({ width: maxSidePixels, height: maxSidePixels, fit: 'inside', withoutEnlargement: true })
      .png()
      .toBuffer({ resolveWithObject: true });
  } catch (cause) {
    throw new HubError('UNREADABLE_DOCUMENT', {
      message: 'This image is damaged or too large. Send a PNG, JPEG or SVG of ordinary size.',
      cause,
    });
  }
}

/** By content, never by name. An SVG that declares entities or points elsewhere is refused before anything reads it. */
function requireKnownFormat(bytes: Uint8Array): void {
  const isPng = Buffer.from(bytes.subarray(0, 8)).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]));
  const isJpeg = bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff;
  if (isPng || isJpeg) return;
  const text = new TextDecoder('utf-8').decode(bytes);
  if (!/^\s*(<\?xml[^>]*>\s*)?(<!--[\s\S]*?-->\s*)*<svg[\s>]/i.test(text))
    throw new HubError('UNSUPPORTED_MEDIA_TYPE', { message: 'Send a PNG, JPEG or SVG image' });
  if (
    /<!DOCTYPE|<!ENTITY|<\?xml-stylesheet|<foreignObject|(href|src)\s*=\s*["']\s*(?!#|data:image\/(png|jpeg);)|@import|url\(\s*["']?\s*(?!#)[a-z/]/i.test(
      text,
    )
  )
    throw new HubError('UNREADABLE_DOCUMENT', { message: 'This SVG refers to other files. Embed what it needs, or send a PNG.' });
}
