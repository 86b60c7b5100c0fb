import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { formatCompact } from '../../../lib/format.ts';
import { GridCell } from '../../../ui/grid.tsx';
import { SelectBox } from '../../../ui/select-box.tsx';
import { Sparkline } from '../../../ui/sparkline.tsx';
import { Avatar, accountName } from '../account-name.tsx';
import type { BoardRow as Row } from '../content-queries.ts';
import { ContentStatusBadge } from '../content-status.tsx';
import { DayStrip, type Shade } from '../day-strip.tsx';
import { Known } from '../known.tsx';

export interface BoardRowProps {
  row: Row;
  shade: Shade;
  isCompared: boolean;
  isSelected: boolean;
  onSelect: (id: string, isRange: boolean) => void;
}

export const boardColumns =
  'grid grid-cols-[2rem_minmax(11rem,1.5fr)_8.5rem_5.5rem_5rem_5.5rem_4.75rem_4rem_6.5rem_minmax(11rem,1.6fr)] gap-x-3 px-3';

/** One account on a wide screen. */
export function BoardRow({ row, shade, isCompared, isSelected, onSelect }: BoardRowProps) {
  const { figures, compared } = row;
  const before = isCompared ? compared : null;
  return (
    <div className={`${boardColumns} items-center py-2`}>
      <GridCell>
        <RowBox row={row} isSelected={isSelected} onSelect={onSelect} />
      </GridCell>
      <GridCell className="flex min-w-0 items-center gap-2.5 leading-tight">
        <Avatar url={row.avatarUrl} name={accountName(row)} />
        <span className="min-w-0">
          <RowLink row={row} />
          <Whose row={row} />
        </span>
      </GridCell>
      <GridCell>
        <ContentStatusBadge status={row.status} />
      </GridCell>
      <NumberCell value={figures?.followers} />
      <NumberCell value={figures?.followersChange} before={before?.followersChange} as="change" />
      <NumberCell value={figures?.views} before={before?.views} />
      <NumberCell value={figures?.engagementRate} before={before?.engagementRate} as="share" />
      <NumberCell value={figures?.videosPosted} before={before?.videosPosted} />
      <GridCell>
        <Trend row={row} />
      </GridCell>
      <GridCell>{row.strip && <DayStrip strip={row.strip} shade={shade} />}</GridCell>
    </div>
  );
}

/** One account on a phone. */
export function BoardCard({ row, shade, isSelected, onSelect }: BoardRowProps) {
  const { t } = useTranslation();
  const { figures } = row;
  return (
    <div className="flex gap-3 px-3 py-3">
      <GridCell>
        <RowBox row={row} isSelected={isSelected} onSelect={onSelect} />
      </GridCell>
      <GridCell className="flex min-w-0 flex-1 flex-col gap-2">
        <div className="flex items-start justify-between gap-2 leading-tight">
          <span className="min-w-0">
            <RowLink row={row} />
            <Whose row={row} />
          </span>
          <ContentStatusBadge status={row.status} />
        </div>
        {figures && (
          <p className="flex flex-wrap gap-x-3 text-sm text-soft">
            <span>
              <Known value={figures.followers} /> {t('content.columns.followers').toLowerCase()} (
              <Known value={figures.followersChange} as="change" />)
            </span>
            <span>
              <Known value={figures.views} /> {t('content.columns.views').toLowerCase()}
            </span>
          </p>
        )}
        {row.strip && <DayStrip strip={row.strip} shade={shade} className="w-full" />}
      </GridCell>
    </div>
  );
}

function NumberCell({
  value,
  before,
  as = 'count',
}: {
  value: number | null | undefined;
  before?: number | null | undefined;
  as?: 'count' | 'change' | 'share';
}) {
  return (
    <GridCell className="text-right leading-tight whitespace-nowrap">
      <Known value={value} as={as} />
      {before !== undefined && before !== null && (
        <span className="block text-sm text-soft">
          <Known value={before} as={as} />
        </span>
      )}
    </GridCell>
  );
}

function Trend({ row }: { row: Row }) {
  const { t } = useTranslation();
  const known = row.strip?.followers.filter((value) => value !== null) ?? [];
  const [from, to] = [known[0], known.at(-1)];
  if (!row.strip || from === undefined || to === undefined) return <span className="sr-only">{t('content.trendNone')}</span>;
  return <Sparkline values={row.strip.followers} label={t('content.trendFromTo', { from: formatCompact(from), to: formatCompact(to) })} />;
}

function RowLink({ row }: { row: Row }) {
  const { t } = useTranslation();
  const name = accountName(row);
  const look = 'block truncate font-medium hover:text-accent hover:underline';
  const label = t('content.openAccount', { account: name });
  return row.accountId === null ? (
    <Link to="/content/outlets" search={{ q: row.outletCode }} aria-label={label} className={look}>
      {name}
    </Link>
  ) : (
    <Link to="/content/accounts/$accountId" params={{ accountId: row.accountId }} aria-label={label} className={look}>
      {name}
    </Link>
  );
}

function Whose({ row }: { row: Row }) {
  const { t } = useTranslation();
  const outlet = row.outletId === null ? t('content.noOutlet') : row.accountId === null ? row.outletCode : row.outletName;
  const words = [outlet, row.picName].filter(Boolean).join(' · ');
  return (
    <span className="block truncate text-sm text-soft" title={words}>
      {words}
    </span>
  );
}

function RowBox({ row, isSelected, onSelect }: Pick<BoardRowProps, 'row' | 'isSelected' | 'onSelect'>) {
  const { t } = useTranslation();
  if (row.accountId === null) return null;
  return (
    <SelectBox
      label={t('content.select', { account: accountName(row) })}
      isSelected={isSelected}
      onSelect={(isRange) => onSelect(row.id, isRange)}
    />
  );
}
