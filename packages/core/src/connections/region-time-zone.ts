/** The zone in which most sellers of a region live; a shop's own setting may differ. */
const zones: Readonly<Record<string, string>> = {
  BR: 'America/Sao_Paulo',
  DE: 'Europe/Berlin',
  ES: 'Europe/Madrid',
  FR: 'Europe/Paris',
  GB: 'Europe/London',
  ID: 'Asia/Jakarta',
  IE: 'Europe/Dublin',
  IT: 'Europe/Rome',
  JP: 'Asia/Tokyo',
  MX: 'America/Mexico_City',
  MY: 'Asia/Kuala_Lumpur',
  PH: 'Asia/Manila',
  SG: 'Asia/Singapore',
  TH: 'Asia/Bangkok',
  US: 'America/Los_Angeles',
  VN: 'Asia/Ho_Chi_Minh',
};

export function timeZoneOf(region: string): string {
  return zones[region] ?? 'UTC';
}
