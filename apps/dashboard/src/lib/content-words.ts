import i18next from 'i18next';
import { contentWords } from '../words/content.ts';
import { contentAccountWords } from '../words/content-account.ts';
import { contentAlertsWords } from '../words/content-alerts.ts';
import { contentSummaryWords } from '../words/content-summary.ts';
import { contentSyncWords } from '../words/content-sync.ts';
import { outletLinksWords } from '../words/outlet-links.ts';
import { outletsWords } from '../words/outlets.ts';

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
  for (const [section, words] of Object.entries(contentSections)) {
    for (const language of ['en', 'id'] as const) {
      i18next.addResourceBundle(language, 'translation', { [section]: words[language] }, true, true);
    }
  }
}
