import bwipjs from 'bwip-js/node';

/** A dark rectangle, in modules from the top left of the symbol. */
export interface DarkArea {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface Barcode {
  readonly widthModules: number;
  readonly heightModules: number;
  readonly areas: readonly DarkArea[];
}

/** Bars of a Code 128; height 1, to be stretched. */
export function code128(text: string): Barcode {
  const [raw] = bwipjs.raw({ bcid: 'code128', text });
  if (!raw || !('sbs' in raw)) throw new RangeError('no bars for this text');
  const areas: DarkArea[] = [];
  let left = 0;
  raw.sbs.forEach((width, index) => {
    if (index % 2 === 0) areas.push({ left, top: 0, width, height: 1 });
    left += width;
  });
  return { widthModules: left, heightModules: 1, areas };
}

/** Dark runs of a QR code, row by row. */
export function qrCode(text: string): Barcode {
  const options: { bcid: string; text: string; eclevel: string } = { bcid: 'qrcode', text, eclevel: 'M' };
  const [raw] = bwipjs.raw(options);
  if (!raw || !('pixs' in raw)) throw new RangeError('no modules for this text');
  const areas: DarkArea[] = [];
  for (let top = 0; top < raw.pixy; top += 1) {
    let left = 0;
    while (left < raw.pixx) {
      let end = left;
      while (end < raw.pixx && raw.pixs[top * raw.pixx + end]) end += 1;
      if (end > left) areas.push({ left, top, width: end - left, height: 1 });
      left = end + 1;
    }
  }
  return { widthModules: raw.pixx, heightModules: raw.pixy, areas };
}
