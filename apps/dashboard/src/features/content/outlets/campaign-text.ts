import type { CampaignRow } from './outlet-queries.ts';

type Language = keyof CampaignRow['message'];

/** All texts below each other, each under whom it is for. */
export function allMessages(rows: readonly CampaignRow[], language: Language): string {
  return rows.map((row) => `${row.picName}${row.picContact ? ` (${row.picContact})` : ''}\n${row.message[language]}`).join('\n\n');
}

/** A cell that a spreadsheet would take for a formula begins with an apostrophe. */
const cell = (text: string): string => {
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
};

/** The links as a file; the byte order mark makes spreadsheets read it as UTF-8. */
export function campaignCsv(rows: readonly CampaignRow[], language: Language): string {
  const lines = rows.map(({ code, name, picName, picContact, groupName, status, link, expiresAt, message }) => [
    ...[code, name, picName, picContact, groupName, status, link, expiresAt],
    message[language],
  ]);
  const head = ['code', 'name', 'pic_name', 'pic_contact', 'group', 'status', 'link', 'expires_at', 'message'];
  return `\uFEFF${[head, ...lines].map((line) => line.map(cell).join(',')).join('\r\n')}\r\n`;
}
