/** What the recorded days come to: the board, the page of an account, the summary, alerts; and histories to try them with. */
export type { AccountHistory, HistoryDay, HistoryVideo } from './history/account-history.ts';
export { type SampleShape, sampleHistory } from './history/sample-history.ts';
export { writeHistory } from './history/write-history.ts';
export { type SampleChain, writeSampleChain } from './history/write-sample-chain.ts';
export type { ReportDeps } from './report-deps.ts';
export { registerContentReportRoutes } from './report-routes.ts';
export { registerContentUserRoutes } from './user-routes.ts';
