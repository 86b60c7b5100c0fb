/** What every module's routes share: who calls, pages, and telling the open screens. No business rule lives here. */

export { announceAll, announcing } from './announce-all.ts';
export { type Caller, callerOf, type HubApp, type HubEnv } from './caller.ts';
export { csvHeaders, csvLines, guardFormula } from './csv.ts';
export { expectedVersion } from './if-match.ts';
export { announce, type LiveNotice, liveChannel } from './live.ts';
export { decodeCursor, encodeCursor, toPage } from './page.ts';
export { type CsvRecord, columnTitle, readCsv, unguardFormula } from './read-csv.ts';
export { escapeHtml, type PageLanguage, pageLanguage, smallPage } from './small-page.ts';
export { textStream } from './text-stream.ts';
