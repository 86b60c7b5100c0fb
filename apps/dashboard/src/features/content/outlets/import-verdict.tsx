import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../../lib/api.ts';
import { formatNumber } from '../../../lib/format.ts';
import { Table, Td, Th } from '../../../ui/table.tsx';

/** What an import would do, and what stands in its way. */
export function ImportVerdict({ verdict }: { verdict: Schemas['OutletImport'] }) {
  const { t } = useTranslation();
  const { created, updated, unchanged, skipped, errorCount, errors } = verdict;
  const counts = Object.entries({ created, updated, unchanged, skipped, errors: errorCount }).filter(
    ([name, count]) => count > 0 || name === 'created',
  );
  return (
    <div className="flex flex-col gap-4" role="status">
      <p className="font-medium">{t('outlets.csvImport.lines', { count: verdict.lines })}</p>
      <dl className="grid grid-cols-3 gap-3">
        {counts.map(([name, count]) => (
          <div key={name} className={`rounded-lg px-3 py-2 ${name === 'errors' ? 'bg-bad-wash text-bad' : 'bg-page'}`}>
            <dd className="text-xl font-semibold">{formatNumber(count)}</dd>
            <dt className="text-sm">{t(`outlets.csvImport.would.${name}`)}</dt>
          </div>
        ))}
      </dl>
      {errorCount > 0 ? (
        <section>
          <h3 className="font-medium text-bad">{t('outlets.csvImport.errorsTitle', { count: errorCount })}</h3>
          <Table label={t('outlets.csvImport.errorsTitle', { count: errorCount })}>
            <thead className="sr-only">
              <tr>
                <Th>{t('outlets.csvImport.line', { line: '' })}</Th>
                <Th>{t('outlets.csvImport.would.errors')}</Th>
              </tr>
            </thead>
            <tbody>
              {errors.map(({ line, column, message }) => (
                <tr key={`${line} ${column} ${message}`}>
                  <Td className="whitespace-nowrap">{t('outlets.csvImport.line', { line: formatNumber(line) })}</Td>
                  <Td>
                    {column && <code className="mr-1 font-mono text-sm">{column}</code>}
                    {message}
                  </Td>
                </tr>
              ))}
            </tbody>
          </Table>
          {errors.length < errorCount && (
            <p className="mt-2 text-sm text-soft">{t('outlets.csvImport.moreErrors', { count: errors.length })}</p>
          )}
        </section>
      ) : (
        created + updated === 0 && <p className="text-soft">{t('outlets.csvImport.nothing')}</p>
      )}
    </div>
  );
}
