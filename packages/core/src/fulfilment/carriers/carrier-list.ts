import type { CheckDigitRule } from './check-digits.ts';

/** One way in which a carrier writes its numbers, without blanks and dashes, in capitals. */
export interface NumberShape {
  readonly pattern: RegExp;
  /** How the check digit is made; absent where the carrier has none. */
  readonly rule?: CheckDigitRule;
  /** How many characters stand before the part that has the check digit. Default 0. */
  readonly prefix?: number;
  /** What such a number looks like, for the hint. */
  readonly example: string;
}

export interface Carrier {
  /** The hub's own short name. */
  readonly code: string;
  readonly name: string;
  /** Other names that people and marketplaces use, in lower case without blanks and signs. */
  readonly aliases: readonly string[];
  /** Empty: numbers of every shape are taken. */
  readonly shapes: readonly NumberShape[];
}

const s10 = (country: string): NumberShape => ({
  pattern: new RegExp(`^[A-Z]{2}\\d{9}${country}$`),
  rule: 's10',
  example: `RB123456785${country === '[A-Z]{2}' ? 'GB' : country}`,
});

/** Carriers that the hub knows by name. Numbers of others are taken as they are. */
export const carriers: readonly Carrier[] = [
  {
    code: 'ups',
    name: 'UPS',
    aliases: ['unitedparcelservice'],
    shapes: [{ pattern: /^1Z[0-9A-Z]{15}\d$/, rule: 'ups', example: '1Z5R89390357567127' }],
  },
  {
    code: 'usps',
    name: 'USPS',
    aliases: ['unitedstatespostalservice', 'uspostalservice'],
    shapes: [
      { pattern: /^9[1-5]\d{20}$/, rule: 'mod10', example: '9400 1112 0108 0805 4830 16' },
      { pattern: /^420\d{5}9[1-5]\d{20}$/, rule: 'mod10', prefix: 8, example: '420 12345 9400…' },
      { pattern: /^420\d{9}9[1-5]\d{20}$/, rule: 'mod10', prefix: 12, example: '420 12345 6789 9400…' },
      { pattern: /^(?:0[0-9]|7[01])\d{18}$/, rule: 'mod10', example: '0307 1790 0005 2348 3741' },
      s10('US'),
    ],
  },
  {
    code: 'fedex',
    name: 'FedEx',
    aliases: ['federalexpress', 'fedexground', 'fedexexpress'],
    shapes: [
      { pattern: /^\d{12}$/, rule: 'fedex-express', example: '986578788855' },
      { pattern: /^\d{15}$/, rule: 'mod10', example: '041441760228964' },
      { pattern: /^96\d{20}$/, rule: 'mod10', prefix: 7, example: '9611020987654312345672' },
    ],
  },
  {
    code: 'dhl',
    name: 'DHL Express',
    aliases: ['dhl', 'dhlexpress'],
    shapes: [
      { pattern: /^\d{10}$/, rule: 'mod7', example: '3318810025' },
      { pattern: /^J[JV]?D[0-9A-Z]{10,25}$/, example: 'JD014600006281230704' },
      { pattern: /^\d{12,20}$/, example: '00340434161094015902' },
    ],
  },
  { code: 'royal-mail', name: 'Royal Mail', aliases: ['royalmail', 'parcelforce', 'parcelforceworldwide'], shapes: [s10('GB')] },
  {
    code: 'deutsche-post',
    name: 'Deutsche Post',
    aliases: ['deutschepost', 'deutschepostdhl'],
    shapes: [s10('DE'), { pattern: /^\d{12,20}$/, example: '00340434161094015902' }],
  },
  {
    code: 'canada-post',
    name: 'Canada Post',
    aliases: ['canadapost', 'postescanada'],
    shapes: [s10('CA'), { pattern: /^\d{16}$/, rule: 'mod10', example: '7035114477138472' }],
  },
  { code: 'australia-post', name: 'Australia Post', aliases: ['australiapost', 'auspost'], shapes: [] },
  {
    code: 'yamato',
    name: 'Yamato',
    aliases: ['yamatotransport', 'kuronekoyamato', 'takkyubin'],
    shapes: [{ pattern: /^\d{12}$/, rule: 'mod7', example: '390325551232' }],
  },
  {
    code: 'sagawa',
    name: 'Sagawa',
    aliases: ['sagawaexpress'],
    shapes: [{ pattern: /^\d{12}$/, rule: 'mod7', example: '390325551232' }],
  },
  { code: 'jne', name: 'JNE', aliases: ['jneexpress', 'tikijne'], shapes: [] },
  { code: 'jnt', name: 'J&T Express', aliases: ['jt', 'jnt', 'jtexpress', 'jntexpress'], shapes: [] },
  { code: 'sicepat', name: 'SiCepat', aliases: ['sicepatekspres'], shapes: [] },
  { code: 'ninja-van', name: 'Ninja Van', aliases: ['ninjavan', 'ninjaxpress'], shapes: [] },
  { code: 'anteraja', name: 'AnterAja', aliases: ['anteraja'], shapes: [] },
  { code: 'pos-indonesia', name: 'Pos Indonesia', aliases: ['posindonesia', 'posaja'], shapes: [] },
  { code: 'dpd', name: 'DPD', aliases: ['dpduk', 'dpdlocal', 'dpdde'], shapes: [] },
  { code: 'gls', name: 'GLS', aliases: ['generallogisticssystems'], shapes: [] },
  { code: 'hermes', name: 'Hermes', aliases: ['myhermes', 'hermesuk', 'evri'], shapes: [] },
  { code: 'colissimo', name: 'Colissimo', aliases: ['laposte', 'lapostecolissimo'], shapes: [] },
  {
    code: 'poste-italiane',
    name: 'Poste Italiane',
    aliases: ['posteitaliane', 'poste'],
    shapes: [s10('IT'), { pattern: /^[0-9A-Z]{12,20}$/, example: '1UW0L1B123456' }],
  },
  { code: 'correos', name: 'Correos', aliases: ['correosespana'], shapes: [] },
];
