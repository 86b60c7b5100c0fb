import { contentWords } from '../words/content.ts';
import { contentAccountWords } from '../words/content-account.ts';
import { contentAlertsWords } from '../words/content-alerts.ts';
import { contentSummaryWords } from '../words/content-summary.ts';
import { contentSyncWords } from '../words/content-sync.ts';
import { outletLinksWords } from '../words/outlet-links.ts';
import { outletsWords } from '../words/outlets.ts';
import { addSections } from './words.ts';

export const contentSections = {
  content: contentWords,
  contentAlerts: contentAlertsWords,
  contentAccount: contentAccountWords,
  contentSync: contentSyncWords,
  contentSummary: contentSummaryWords,
  outlets: outletsWords,
  outletLinks: outletLinksWords,
};

/** The words of content reporting come with its screens, not with the first page. */
export function addContentWords(): void {
  addSections(contentSections);
}
