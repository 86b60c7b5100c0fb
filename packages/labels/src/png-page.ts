import { PDFDocument } from '@cantoo/pdf-lib';
import { type LabelMedia, mediaDots } from './label-media.ts';
import { unreadable } from './unreadable-document.ts';

const signature = '89504e470d0a1a0a';
const maxPixels = 40_000_000;
const printerDpis = [203, 300, 600];

/**
 * Puts a PNG on a PDF page of its physical size. A PNG rarely tells its resolution truly, so it is the one at which the picture
 * has the size of the media; when none fits, the picture is stretched over the media in its own proportions.
 */
export async function pngToPdf(png: Uint8Array, media: LabelMedia): Promise<Uint8Array> {
  const { width, height } = pngSize(png);
  const document = await PDFDocument.create({ updateMetadata: false });
  try {
    const image = await document.embedPng(png);
    const dpi = resolutionOf(width, height, media);
    const size = { width: (width * 72) / dpi, height: (height * 72) / dpi };
    document.addPage([size.width, size.height]).drawImage(image, { x: 0, y: 0, ...size });
    return await document.save();
  } catch (cause) {
    throw unreadable('The PNG is damaged or incomplete. Fetch the label again.', cause);
  }
}

function pngSize(png: Uint8Array): { width: number; height: number } {
  const bytes = Buffer.from(png.buffer, png.byteOffset, png.byteLength);
  if (bytes.length < 33 || bytes.toString('hex', 0, 8) !== signature) throw unreadable('This is not a PNG picture. Fetch the label again.');
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  if (width < 50 || height < 50 || width * height > maxPixels)
    throw unreadable(`A PNG of ${width} × ${height} pixels is no label. Fetch the label again.`);
  return { width, height };
}

function resolutionOf(width: number, height: number, media: LabelMedia): number {
  const isNear = (dots: number, pixels: number) => Math.abs(dots - pixels) <= dots * 0.02;
  const fits = (dpi: number) => {
    const { widthDots, heightDots } = mediaDots({ ...media, dpi });
    return (isNear(widthDots, width) && isNear(heightDots, height)) || (isNear(widthDots, height) && isNear(heightDots, width));
  };
  const { widthDots, heightDots } = mediaDots(media);
  const isTurned = width > height !== widthDots > heightDots;
  const stretch = isTurned ? Math.max(width / heightDots, height / widthDots) : Math.max(width / widthDots, height / heightDots);
  return [media.dpi, ...printerDpis].find(fits) ?? media.dpi * stretch;
}
