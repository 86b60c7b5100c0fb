/** CRC-16-CCITT, polynomial 0x1021, start 0, as ZPL's Z64 and B64 encodings append it. Source: ZPL II guide, "CRC". */
export function crc16(bytes: Uint8Array): number {
  let crc = 0;
  for (const byte of bytes) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit++) crc = crc & 0x8000 ? ((crc << 1) ^ 0x1021) & 0xffff : (crc << 1) & 0xffff;
  }
  return crc;
}
