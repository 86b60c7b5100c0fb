import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { currentLanguage, type Language, languages } from '../../../lib/words.ts';
import { CopyButton } from '../../../ui/copy-button.tsx';

/** The text to send a link with, in the language of whoever gets it. */
export function LinkMessage({ message }: { message: Readonly<Record<Language, string>> }) {
  const { t } = useTranslation();
  const [language, setLanguage] = useState<Language>(currentLanguage);
  return (
    <div className="flex flex-col gap-1.5">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="font-medium">{t('outletLinks.invite.message')}</p>
        <LanguageChoice language={language} onChange={setLanguage} />
      </div>
      <p lang={language} className="rounded-lg border border-line bg-page p-3 break-words whitespace-pre-line select-all">
        {message[language]}
      </p>
      <div>
        <CopyButton text={message[language]} label={t('outletLinks.invite.copyMessage')} />
      </div>
    </div>
  );
}

export function LanguageChoice({ language, onChange }: { language: Language; onChange: (language: Language) => void }) {
  const { t } = useTranslation();
  return (
    <select
      aria-label={t('outletLinks.invite.messageLanguage')}
      value={language}
      onChange={(event) => onChange(event.target.value === 'id' ? 'id' : 'en')}
      className="h-8 rounded-lg border border-edge bg-panel px-2 text-sm"
    >
      {Object.entries(languages).map(([code, name]) => (
        <option key={code} value={code} lang={code}>
          {name}
        </option>
      ))}
    </select>
  );
}
