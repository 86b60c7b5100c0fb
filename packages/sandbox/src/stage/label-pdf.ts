import { PDFDocument, type PDFFont, StandardFonts } from '@cantoo/pdf-lib';
import { code128, qrCode } from './label-bars.ts';
import { type LabelContent, type LabelPlace, type LabelShape, labelPlaces } from './label-layout.ts';
import { LabelPen } from './label-pen.ts';

export type LabelPage = 'label' | 'packing-slip';

/**
 * A shipping label as PDF: vector bars, no images, the same bytes for the same content.
 * Code 128 and QR hold the tracking number; bars are 3 dots (A5: 4) at 203 dpi, with quiet zones, and start on a dot.
 */
export async function renderLabelPdf(
  content: LabelContent,
  shape: LabelShape,
  pages: readonly LabelPage[] = ['label'],
): Promise<Uint8Array> {
  const document = await PDFDocument.create({ updateMetadata: false });
  const fonts = {
    plain: await document.embedFont(StandardFonts.Helvetica),
    bold: await document.embedFont(StandardFonts.HelveticaBold),
  };
  document.setTitle(`Shipping label ${content.trackingNumber}`);
  document.setCreationDate(new Date(0));
  document.setModificationDate(new Date(0));
  for (const page of pages) drawPage(document, fonts, content, page, labelPlaces[shape]);
  return await document.save({ useObjectStreams: false });
}

function drawPage(
  document: PDFDocument,
  fonts: { plain: PDFFont; bold: PDFFont },
  content: LabelContent,
  kind: LabelPage,
  place: LabelPlace,
): void {
  const page = document.addPage([place.pageWidthPt, place.pageHeightPt]);
  const pen = new LabelPen(page, place, fonts);
  drawFrame(pen, place);
  if (kind === 'label') drawLabel(pen, place, content);
  else drawPackingSlip(pen, place, content);
}

function drawFrame(pen: LabelPen, place: LabelPlace): void {
  const margin = 16;
  const width = place.widthDots - 2 * margin;
  const height = place.heightDots - 2 * margin;
  pen.box(margin, margin, width, 3);
  pen.box(margin, margin + height - 3, width, 3);
  pen.box(margin, margin, 3, height);
  pen.box(margin + width - 3, margin, 3, height);
}

function drawLabel(pen: LabelPen, place: LabelPlace, content: LabelContent): void {
  const at = (share: number): number => Math.round(place.heightDots * share);
  const left = 40;
  pen.text(content.carrier, left, at(0.07), 20, true);
  pen.text(content.service, place.widthDots - 60 - pen.textWidth(content.service, 11, true), at(0.065), 11, true);
  pen.text(content.issuer, left, at(0.1), 8);
  pen.box(16, at(0.115), place.widthDots - 32, 3);
  drawBars(pen, place, content.trackingNumber, at(0.135), at(0.14));
  pen.box(16, at(0.33), place.widthDots - 32, 3);
  drawParty(pen, 'To', content.recipient, left, at(0.36), at(0.026), 11);
  pen.box(16, at(0.53), place.widthDots - 32, 3);
  drawParty(pen, 'From', content.sender, left, at(0.555), at(0.024), 8);
  pen.box(16, at(0.67), place.widthDots - 32, 3);
  const qr = qrCode(content.trackingNumber);
  pen.symbol(qr, place.widthDots - 60 - qr.widthModules * place.qrModuleDots, at(0.7), place.qrModuleDots, place.qrModuleDots);
  pen.text(`Order ${content.orderIds.join(', ')}`, left, at(0.71), 8);
  pen.text(`Package ${content.packageId}`, left, at(0.735), 8);
  pen.text(content.isCod ? `COD ${content.codAmount ?? ''}` : 'PREPAID', left, at(0.775), 14, true);
  content.items.slice(0, 5).forEach((item, index) => {
    pen.text(`${item.quantity} x ${item.sku}`.slice(0, 36), left, at(0.815 + index * 0.025), 8);
  });
}

/** Centred, with at least ten modules of white on both sides, on whole dots. */
function drawBars(pen: LabelPen, place: LabelPlace, trackingNumber: string, top: number, heightDots: number): void {
  const bars = code128(trackingNumber);
  const width = bars.widthModules * place.moduleDots;
  pen.symbol(bars, Math.floor((place.widthDots - width) / 2), top, place.moduleDots, heightDots);
  pen.text(trackingNumber, Math.floor((place.widthDots - pen.textWidth(trackingNumber, 13, true)) / 2), top + heightDots + 42, 13, true);
}

function drawParty(
  pen: LabelPen,
  title: string,
  party: LabelContent['recipient'],
  left: number,
  top: number,
  step: number,
  size: number,
): void {
  pen.text(title, left, top, 7);
  pen.text(`${party.name}   ${party.phone}`, left + 60, top + 4, size, true);
  party.lines.forEach((line, index) => {
    pen.text(line.slice(0, 70), left + 60, top + 4 + step * (index + 1), size - 2);
  });
}

function drawPackingSlip(pen: LabelPen, place: LabelPlace, content: LabelContent): void {
  const at = (share: number): number => Math.round(place.heightDots * share);
  pen.text('Packing slip', 40, at(0.07), 16, true);
  pen.text(`Order ${content.orderIds.join(', ')}`, 40, at(0.1), 9);
  pen.box(16, at(0.115), place.widthDots - 32, 3);
  content.items.slice(0, 24).forEach((item, index) => {
    pen.text(`${item.quantity} x ${item.name}`.slice(0, 52), 40, at(0.15 + index * 0.035), 9);
    pen.text(item.sku, 90, at(0.166 + index * 0.035), 7);
  });
}
