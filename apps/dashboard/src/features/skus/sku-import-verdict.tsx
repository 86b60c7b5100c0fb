import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../lib/api.ts';
import { formatNumber } from '../../lib/format.ts';
import { Table, Td, Th } from '../../ui/table.tsx';

/** What an import would do, and what stands in its way, line by line. */
export function SkuImportVerdict({ verdict }: { verdict: Schemas['SkuImport'] }) {
  const { t } = useTranslation();
  const { created, changed, unchanged, rejected, errorCount, errors } = verdict;
  const counts = Object.entries({ created, changed, unchanged, rejected }).filter(([name, count]) => count > 0 || name === 'created');
  return (
    <div className="flex flex-col gap-4" role="status">
      <p className="font-medium">{t('skuImport.lines', { count: verdict.lines })}</p>
      <dl className="grid grid-cols-2 gap-3 sm:grid-cols-4">
        {counts.map(([name, count]) => (
          <div
            key={name}
            className={`flex flex-col-reverse rounded-lg px-3 py-2 ${name === 'rejected' ? 'bg-bad-wash text-bad' : 'bg-page'}`}
          >
            <dt className="text-sm">{t(`skuImport.would.${name}`)}</dt>
            <dd className="text-xl font-semibold">{formatNumber(count)}</dd>
          </div>
        ))}
      </dl>
      {errorCount === 0 && created + changed === 0 && <p className="text-soft">{t('skuImport.nothing')}</p>}
      {errorCount > 0 && (
        <section>
          <h3 className="mb-1 font-medium text-bad">{t('skuImport.errorsTitle', { count: errorCount })}</h3>
          <Table label={t('skuImport.errorsTitle', { count: errorCount })}>
            <thead>
              <tr>
                <Th>{t('skuImport.line')}</Th>
                <Th>{t('skuImport.column')}</Th>
                <Th>{t('skuImport.problem')}</Th>
              </tr>
            </thead>
            <tbody>
              {errors.map(({ line, field, message }) => (
                <tr key={`${line} ${field} ${message}`}>
                  <Td>{formatNumber(line)}</Td>
                  <Td className="font-mono text-sm">{field}</Td>
                  <Td>{message}</Td>
                </tr>
              ))}
            </tbody>
          </Table>
          {errors.length < errorCount && <p className="mt-2 text-sm text-soft">{t('skuImport.moreErrors', { count: errors.length })}</p>}
        </section>
      )}
    </div>
  );
}
