import { useTranslation } from 'react-i18next';
import { formatMoney, formatNumber } from '../../lib/format.ts';
import { Table, Td, Th } from '../../ui/table.tsx';
import { type DraftKey, differences, type SkuDraft } from './sku-draft.ts';

/** Two people changed the same SKU: what it was, what the other made of it, what this person wants. */
export function SkuConflict({ base, theirs, mine }: { base: SkuDraft; theirs: SkuDraft; mine: SkuDraft }) {
  const { t } = useTranslation();
  const keys = [...new Set([...differences(base, theirs), ...differences(base, mine)])];
  return (
    <div className="flex flex-col gap-3 pb-2">
      <p role="alert" className="rounded-lg bg-warn-wash px-3 py-2 font-medium text-warn">
        {t('skus.conflict.help')}
      </p>
      <Table label={t('skus.conflict.title')}>
        <thead>
          <tr>
            <Th>{t('skus.conflict.field')}</Th>
            <Th>{t('skus.conflict.now')}</Th>
            <Th>{t('skus.conflict.yours')}</Th>
          </tr>
        </thead>
        <tbody>
          {keys.map((key) => (
            <tr key={key}>
              <Td className="font-medium">{t(`skus.fields.${key}`)}</Td>
              <Td>{shown(theirs[key])}</Td>
              <Td>{shown(mine[key])}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </div>
  );
}

function shown(value: SkuDraft[DraftKey]): string {
  if (value === null || value === '') return '–';
  if (typeof value === 'number') return formatNumber(value);
  return typeof value === 'string' ? value : formatMoney(value);
}
