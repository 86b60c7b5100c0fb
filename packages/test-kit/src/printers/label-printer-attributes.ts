const size = (x: number, y: number): string => `{MEMBER integer x-dimension ${x} MEMBER integer y-dimension ${y}}`;
const margins = ['left', 'right', 'top', 'bottom'].map((side) => `MEMBER integer media-${side}-margin 0`).join(' ');
const media = (x: number, y: number): string => `{MEMBER collection media-size ${size(x, y)} ${margins}}`;
const [fourBySix, a6] = [[10160, 15240] as const, [10500, 14800] as const];

/** A label printer, 4x6 inches and A6 at 203 dpi, in the attribute language of `ippeveprinter -a`. */
export const labelPrinterAttributes = `ATTR textWithoutLanguage printer-make-and-model "Acme Label 4x6 203dpi"
ATTR textWithoutLanguage printer-device-id "MFG:Acme;MDL:Label4x6;CMD:PWGRaster,PDF,PNG,ZPL;"
ATTR boolean color-supported false
ATTR integer copies-default 1
ATTR rangeOfInteger copies-supported 1-99
ATTR mimeMediaType document-format-default application/octet-stream
ATTR mimeMediaType document-format-supported application/octet-stream,application/pdf,application/vnd.zebra-zpl,image/png,image/pwg-raster
ATTR enum finishings-default 3
ATTR enum finishings-supported 3
ATTR keyword media-default na_index-4x6_4x6in
ATTR keyword media-supported na_index-4x6_4x6in,iso_a6_105x148mm,custom_min_50x50mm,custom_max_110x300mm
ATTR keyword media-ready na_index-4x6_4x6in
ATTR integer media-bottom-margin-supported 0
ATTR integer media-left-margin-supported 0
ATTR integer media-right-margin-supported 0
ATTR integer media-top-margin-supported 0
ATTR keyword media-source-supported main
ATTR keyword media-type-supported labels
ATTR keyword media-col-supported media-bottom-margin,media-left-margin,media-right-margin,media-size,media-source,media-top-margin,media-type
ATTR collection media-size-supported ${size(...fourBySix)},${size(...a6)}
ATTR collection media-col-default ${media(...fourBySix)}
ATTR collection media-col-ready ${media(...fourBySix)}
ATTR collection media-col-database ${media(...fourBySix)},${media(...a6)}
ATTR enum orientation-requested-default 3
ATTR enum orientation-requested-supported 3,4,5,6
ATTR keyword output-bin-default face-up
ATTR keyword output-bin-supported face-up
ATTR keyword print-color-mode-default monochrome
ATTR keyword print-color-mode-supported monochrome,bi-level
ATTR keyword print-scaling-default none
ATTR keyword print-scaling-supported none,auto,fit
ATTR enum print-quality-default 4
ATTR enum print-quality-supported 3,4,5
ATTR resolution printer-resolution-default 203dpi
ATTR resolution printer-resolution-supported 203dpi
ATTR resolution pwg-raster-document-resolution-supported 203dpi
ATTR keyword pwg-raster-document-type-supported black_1,sgray_8
ATTR keyword pwg-raster-document-sheet-back normal
ATTR keyword sides-default one-sided
ATTR keyword sides-supported one-sided
`;
