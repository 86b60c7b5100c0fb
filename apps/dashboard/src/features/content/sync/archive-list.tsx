import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { formatBytes, formatNumber } from '../../../lib/format.ts';
import { DownloadLink } from '../../../ui/download-link.tsx';
import { archiveFile, archivesQuery } from './sync-queries.ts';

/** Days that left the database, to take away; nothing as long as none did. */
export function ArchiveList() {
  const { t } = useTranslation();
  const { data } = useQuery(archivesQuery);
  if (!data || data.items.length === 0) return null;
  return (
    <section className="mt-5 border-soft border-t pt-4">
      <h3 className="font-medium">{t('contentSync.keep.files')}</h3>
      <ul className="mt-2 flex flex-col gap-1">
        {data.items.map((file) => (
          <li key={archiveFile(file)} className="flex flex-wrap items-center justify-between gap-x-4">
            <span>
              {file.month} · {t(`contentSync.keep.file.${file.kind}`)}{' '}
              <span className="text-soft">
                {t('contentSync.keep.fileLines', { lines: formatNumber(file.lines), size: formatBytes(file.bytes) })}
              </span>
            </span>
            <DownloadLink href={archiveFile(file)} label="CSV" />
          </li>
        ))}
      </ul>
    </section>
  );
}
