import { describe, expect, it } from 'vitest';
import { allMessages, campaignCsv } from './campaign-text.ts';
import type { CampaignRow } from './outlet-queries.ts';

const row: CampaignRow = {
  outletId: 'out_1',
  code: 'JKT-1',
  name: 'Kemang, "Utara"',
  picName: 'Budi',
  picContact: '+62 812',
  groupName: '',
  status: 'NEED_RECONNECT',
  link: 'https://hub/connect/tiktok?token=x',
  expiresAt: '2026-12-01T00:00:00Z',
  message: { en: 'Open this:\nhttps://hub', id: 'Buka ini:\nhttps://hub' },
};

describe('the links of a campaign', () => {
  it('are texts below each other, each under whom it is for', () => {
    expect(allMessages([row, { ...row, picName: 'Siti', picContact: '' }], 'id')).toBe(
      'Budi (+62 812)\nBuka ini:\nhttps://hub\n\nSiti\nBuka ini:\nhttps://hub',
    );
  });

  it('are a file in which commas, quotes and line breaks stay in their cell, and no cell is a formula', () => {
    const [head, line] = campaignCsv([row], 'en').split('\r\n');
    expect(head).toBe('\uFEFFcode,name,pic_name,pic_contact,group,status,link,expires_at,message');
    expect(line).toBe(
      'JKT-1,"Kemang, ""Utara""",Budi,\'+62 812,,NEED_RECONNECT,https://hub/connect/tiktok?token=x,2026-12-01T00:00:00Z,"Open this:\nhttps://hub"',
    );
  });
});
