import { connectionsWords } from '../words/connections.ts';
import { stockConflictsWords } from '../words/stock-conflicts.ts';
import { stockCountWords } from '../words/stock-count.ts';
import { stockDetailWords } from '../words/stock-detail.ts';
import { stockMovesWords } from '../words/stock-moves.ts';
import { stockPublishingWords } from '../words/stock-publishing.ts';
import { syncWords } from '../words/sync.ts';
import { addSections } from './words.ts';

export const stockSections = {
  stockDetail: stockDetailWords,
  stockMoves: stockMovesWords,
  stockPublishing: stockPublishingWords,
  stockConflicts: stockConflictsWords,
  stockCount: stockCountWords,
  sync: syncWords,
  connections: connectionsWords,
};

/** The words of stock, sync and connections come with their screens, not with the first page. */
export function addStockWords(): void {
  addSections(stockSections);
}
