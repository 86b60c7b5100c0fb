/** What every module's routes share: who calls, pages, and telling the open screens. No business rule lives here. */
export { type Caller, callerOf, type HubApp, type HubEnv } from './caller.ts';
export { announce, type LiveNotice, liveChannel } from './live.ts';
export { decodeCursor, encodeCursor, toPage } from './page.ts';
