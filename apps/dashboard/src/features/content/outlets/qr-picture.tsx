import { drawingSVG, qrcode } from 'bwip-js';
import { useMemo } from 'react';

/** A text as a QR code, dark on white in every theme so that phones read it. */
export function QrPicture({ text, label }: { text: string; label: string }) {
  const address = useMemo(() => {
    const svg = qrcode({ bcid: 'qrcode', text, scale: 3, paddingwidth: 4, paddingheight: 4, backgroundcolor: 'FFFFFF' }, drawingSVG());
    return `data:image/svg+xml;utf8,${encodeURIComponent(svg)}`;
  }, [text]);
  return <img src={address} alt={label} className="size-44 rounded-lg border border-line bg-white" />;
}
