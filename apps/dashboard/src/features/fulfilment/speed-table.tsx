import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatNumber, formatShare } from '../../lib/format.ts';
import { Table, Td, Th } from '../../ui/table.tsx';
import type { Speed } from './speed-query.ts';
import { hours, lateShare } from './speed-words.ts';

export interface SpeedPart extends Speed {
  readonly key: string;
  readonly name: ReactNode;
}

/** Parts of a whole, each with how fast it went out and how much of it too late. */
export function SpeedTable({ label, first, parts }: { label: string; first: string; parts: readonly SpeedPart[] }) {
  const { t } = useTranslation();
  return (
    <Table label={label}>
      <thead>
        <tr>
          <Th>{first}</Th>
          <Th className="text-right">{t('fulfilment.shipped')}</Th>
          <Th className="text-right">{t('fulfilment.half')}</Th>
          <Th className="text-right">{t('fulfilment.most')}</Th>
          <Th className="text-right">{t('fulfilment.late')}</Th>
        </tr>
      </thead>
      <tbody>
        {parts.map((part) => {
          const share = lateShare(part);
          return (
            <tr key={part.key}>
              <Td className="font-medium">{part.name}</Td>
              <Td className="text-right">{formatNumber(part.shipped)}</Td>
              <Td className="text-right whitespace-nowrap">{hours(t, part.hoursP50)}</Td>
              <Td className="text-right whitespace-nowrap">{hours(t, part.hoursP95)}</Td>
              <Td className={`text-right whitespace-nowrap ${part.late > 0 ? 'font-medium text-bad' : ''}`}>
                {share === undefined ? '–' : `${formatShare(share)} (${formatNumber(part.late)})`}
              </Td>
            </tr>
          );
        })}
      </tbody>
    </Table>
  );
}
