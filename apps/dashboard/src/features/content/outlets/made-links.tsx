import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { currentLanguage, type Language } from '../../../lib/words.ts';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { Table, Td, Th } from '../../../ui/table.tsx';
import { ContentStatusBadge } from '../content-status.tsx';
import { allMessages, campaignCsv } from './campaign-text.ts';
import { LanguageChoice } from './link-message.tsx';
import type { CampaignRow } from './outlet-queries.ts';

/** The links of a campaign to copy or to download; `onSaved` hears that some were. */
export function MadeLinks({ rows, onSaved }: { rows: readonly CampaignRow[]; onSaved: () => void }) {
  const { t } = useTranslation();
  const [language, setLanguage] = useState<Language>(currentLanguage);
  if (rows.length === 0) return <p className="text-soft">{t('outletLinks.campaign.none')}</p>;
  const file = `data:text/csv;charset=utf-8,${encodeURIComponent(campaignCsv(rows, language))}`;
  return (
    <>
      <p role="status" className="rounded-lg bg-good-wash px-3 py-2 font-medium text-good">
        {t('outletLinks.campaign.made', { count: rows.length })}
      </p>
      <div className="flex flex-wrap items-center gap-2">
        <LanguageChoice language={language} onChange={setLanguage} />
        <CopyButton text={allMessages(rows, language)} label={t('outletLinks.campaign.copyAll')} onCopied={onSaved} />
        <a
          href={file}
          download="links.csv"
          onClick={onSaved}
          className="inline-flex h-8 items-center rounded-lg border border-line bg-raised px-2.5 text-sm font-medium hover:bg-page"
        >
          {t('outletLinks.campaign.csv')}
        </a>
      </div>
      <div className="-mx-5">
        <Table label={t('outletLinks.campaign.title')}>
          <thead>
            <tr>
              <Th>{t('outlets.columns.outlet')}</Th>
              <Th>{t('outlets.columns.person')}</Th>
              <Th>{t('outlets.columns.status')}</Th>
              <Th>{t('outletLinks.invite.link')}</Th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.outletId}>
                <Td className="font-medium">
                  {row.name}
                  <span className="block text-sm font-normal text-soft">{row.code}</span>
                </Td>
                <Td>
                  {row.picName}
                  <span className="block text-sm text-soft">{row.picContact}</span>
                </Td>
                <Td>
                  <ContentStatusBadge status={row.status} />
                </Td>
                <Td>
                  <CopyButton text={row.message[language]} label={t('outletLinks.invite.copyMessage')} onCopied={onSaved} />
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
      </div>
    </>
  );
}
