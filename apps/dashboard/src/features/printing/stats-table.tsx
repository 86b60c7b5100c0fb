import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../lib/api.ts';
import { formatNumber } from '../../lib/format.ts';
import { Table, Td, Th } from '../../ui/table.tsx';
import { formatMs, formatRate } from './print-figures.ts';

type Row = Schemas['PrintStats']['total'] & { readonly key: string; readonly name: string };

export function StatsTable({ label, first, rows }: { label: string; first: string; rows: readonly Row[] }) {
  const { t } = useTranslation();
  const number = 'text-right whitespace-nowrap !px-2 !py-1.5';
  return (
    <Table label={label}>
      <thead>
        <tr>
          <Th className="!pl-0">{first}</Th>
          <Th className={number}>{t('history.stats.jobs')}</Th>
          <Th className={number}>{t('history.stats.success')}</Th>
          <Th className={number}>{t('history.stats.p50')}</Th>
          <Th className={number}>{t('history.stats.p95')}</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key}>
            <Td className="!py-1.5 !pl-0 font-medium">{row.name}</Td>
            <Td className={number}>{formatNumber(row.jobs)}</Td>
            <Td className={number}>{formatRate(row.successRate)}</Td>
            <Td className={number}>{formatMs(row.p50Ms)}</Td>
            <Td className={number}>{formatMs(row.p95Ms)}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
