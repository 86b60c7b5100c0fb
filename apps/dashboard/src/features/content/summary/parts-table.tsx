import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../../lib/api.ts';
import { formatNumber } from '../../../lib/format.ts';
import { Table, Td, Th } from '../../../ui/table.tsx';
import { Known } from '../known.tsx';

type Figures = Schemas['ContentFigures'];

export interface Part {
  readonly key: string;
  readonly name: ReactNode;
  readonly accounts: number;
  readonly figures: Figures;
  readonly compared: Figures | null;
}

const columns = [
  ['followers', 'followers', 'count'],
  ['growth', 'followersChange', 'change'],
  ['views', 'views', 'count'],
  ['engagement', 'engagementRate', 'share'],
  ['posted', 'videosPosted', 'count'],
] as const;

/** Groups or outlets with their figures, the period before in small below where it is compared. */
export function PartsTable({ label, first, parts }: { label: string; first: string; parts: readonly Part[] }) {
  const { t } = useTranslation();
  return (
    <Table label={label}>
      <thead>
        <tr>
          <Th>{first}</Th>
          <Th className="text-right">{t('contentSummary.accounts')}</Th>
          {columns.map(([name]) => (
            <Th key={name} className="text-right">
              {t(`content.columns.${name}`)}
            </Th>
          ))}
        </tr>
      </thead>
      <tbody>
        {parts.map((part) => (
          <tr key={part.key}>
            <Td className="font-medium">{part.name}</Td>
            <Td className="text-right">{formatNumber(part.accounts)}</Td>
            {columns.map(([name, figure, as]) => (
              <Td key={name} className="text-right whitespace-nowrap">
                <Known value={part.figures[figure]} as={as} />
                {part.compared && (
                  <span className="block text-sm text-soft">
                    <Known value={part.compared[figure]} as={as} />
                  </span>
                )}
              </Td>
            ))}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
