/** All of content reporting, loaded when it is first opened. */
export { addContentWords } from '../../lib/content-words.ts';
export { AccountPage } from './account-page.tsx';
export { BoardPage } from './board-page.tsx';
export { OutletsPage } from './outlets-page.tsx';
export { SyncPage } from './sync-page.tsx';
