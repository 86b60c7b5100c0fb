import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { formatDuration, formatInstant } from '../../../lib/format.ts';
import { Badge, type Tone } from '../../../ui/badge.tsx';
import { Table, Td, Th } from '../../../ui/table.tsx';
import type { LogLine } from './sync-queries.ts';

const tones: Readonly<Record<LogLine['status'], Tone>> = { succeeded: 'good', failed: 'bad', skipped: 'neutral' };

/** What was read when, and what it said. */
export function LogTable({ lines, isOneAccount = false }: { lines: readonly LogLine[]; isOneAccount?: boolean }) {
  const { t } = useTranslation();
  const columns = (['when', 'account', 'what', 'result', 'said', 'took'] as const).filter((name) => name !== 'account' || !isOneAccount);
  return (
    <Table label={t('contentSync.log.title')}>
      <thead>
        <tr>
          {columns.map((column) => (
            <Th key={column} className={column === 'took' ? 'text-right' : ''}>
              {t(`contentSync.log.columns.${column}`)}
            </Th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.id}>
            <Td className="whitespace-nowrap">{formatInstant(line.runAt)}</Td>
            {!isOneAccount && (
              <Td>
                <Whose line={line} />
              </Td>
            )}
            <Td className="whitespace-nowrap">{t(`contentSync.job.${line.job}`)}</Td>
            <Td>
              <Badge tone={tones[line.status]}>{t(`contentSync.log.statuses.${line.status}`)}</Badge>
            </Td>
            <Td className="min-w-48 text-sm">
              {line.message}
              {line.rawError !== '' && line.rawError !== line.message && (
                <details>
                  <summary className="min-h-7 cursor-pointer text-accent">{t('contentSync.log.raw')}</summary>
                  <code className="block max-w-prose font-mono break-all whitespace-pre-wrap text-soft">{line.rawError}</code>
                </details>
              )}
            </Td>
            <Td className="text-right whitespace-nowrap">{formatDuration(line.durationMs)}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function Whose({ line: { accountId, handle, outletName } }: { line: LogLine }) {
  const { t } = useTranslation();
  if (accountId === null) return <span className="text-soft">{outletName ?? t('contentSync.log.everybody')}</span>;
  return (
    <>
      <Link
        to="/content/accounts/$accountId"
        params={{ accountId }}
        className="inline-flex min-h-7 items-center font-medium hover:text-accent hover:underline"
      >
        {handle ? `@${handle}` : accountId}
      </Link>
      {outletName && <span className="block text-sm text-soft">{outletName}</span>}
    </>
  );
}
