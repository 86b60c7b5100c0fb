import { createHash } from 'node:crypto';

/** What stands for a buyer's account: its name is not kept. Marketplaces do not tell capitals apart. */
export function buyerKeyOf(account: string): string {
  return createHash('sha256').update(account.toLowerCase()).digest('base64url');
}
