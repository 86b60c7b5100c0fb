import type { MarketsHub } from './markets-hub.ts';

/** Who sends the parcels, and what they are like: Amazon sells the label and wants to know. */
const labelSettings = {
  labelSender: {
    name: 'Shopfleet Warehouse',
    phone: '+1 206 555 0100',
    email: 'warehouse@example.com',
    lines: ['1 Warehouse Road'],
    city: 'Seattle',
    state: 'WA',
    postalCode: '98101',
    regionCode: 'US',
  },
  labelParcel: { weightGrams: 450, lengthMm: 220, widthMm: 160, heightMm: 90 },
};

/** Publishes stock to every shop, tells each who sends its parcels, and adds a printer, whose agent is away. */
export async function makeReadyToShip({ call, markets }: Pick<MarketsHub, 'call' | 'markets'>): Promise<void> {
  for (const { slug } of markets)
    await call('PUT', `/api/v1/platforms/connections/${slug}/settings`, { isStockPublishOn: true, ...labelSettings });
  const { code } = await call<{ code: string }>('POST', '/api/agents/pairing-codes', {});
  const agent = { code, name: 'Bench', hostName: 'pc-1', agentVersion: '1' };
  const { agentId } = await call<{ agentId: string }>('POST', '/agent/pairing/claim', agent);
  await call('POST', '/api/printers', {
    name: 'Bench printer',
    agentId,
    driver: { kind: 'pdf-file', directory: '/nowhere' },
    media: { widthMm: 101.6, heightMm: 152.4, gapMm: 3, dpi: 203, language: 'pdf' },
    isDefault: true,
  });
}
