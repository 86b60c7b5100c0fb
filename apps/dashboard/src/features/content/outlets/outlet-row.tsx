import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { formatDistance, formatInstant } from '../../../lib/format.ts';
import { GridCell } from '../../../ui/grid.tsx';
import { SelectBox } from '../../../ui/select-box.tsx';
import { ContentStatusBadge } from '../content-status.tsx';
import { type OutletDeed, OutletDeeds } from './outlet-deeds.tsx';
import type { Outlet } from './outlet-queries.ts';

export interface OutletRowProps {
  outlet: Outlet;
  now: number;
  canWrite: boolean;
  isSelected: boolean;
  onSelect: (id: string, isRange: boolean) => void;
  onAct: (deed: OutletDeed, outlet: Outlet) => void;
}

export const outletColumns =
  'grid grid-cols-[2rem_minmax(11rem,1.4fr)_minmax(9rem,1.1fr)_minmax(6rem,0.8fr)_8.5rem_minmax(10rem,1.3fr)_minmax(8rem,1fr)_10.5rem] gap-x-3 px-3';
const endsSoonMs = 30 * 86_400_000;

/** One outlet on a wide screen. */
export function OutletRow(props: OutletRowProps) {
  const { t } = useTranslation();
  const { outlet, now } = props;
  return (
    <div className={`${outletColumns} items-center py-2`}>
      <GridCell>
        <RowBox {...props} />
      </GridCell>
      <GridCell className="min-w-0 leading-tight">
        <OutletName {...props} />
        <span className="block truncate text-sm text-soft">{outlet.code}</span>
      </GridCell>
      <GridCell className="min-w-0 leading-tight">
        <span className="block truncate">{outlet.picName}</span>
        <span className="block truncate text-sm text-soft">{outlet.picContact}</span>
      </GridCell>
      <GridCell className="min-w-0 truncate text-soft">{outlet.groupName}</GridCell>
      <GridCell>
        <ContentStatusBadge status={outlet.status} />
      </GridCell>
      <GridCell className="min-w-0 leading-tight">
        <Accounts outlet={outlet} />
        {outlet.openInvitations > 0 && (
          <span className="block text-sm text-soft">{t('outlets.openLinks', { count: outlet.openInvitations })}</span>
        )}
      </GridCell>
      <GridCell className="min-w-0 text-sm leading-tight">
        <ConsentEnd outlet={outlet} now={now} />
      </GridCell>
      <GridCell className="flex justify-end gap-1">
        <OutletDeeds {...props} />
      </GridCell>
    </div>
  );
}

/** One outlet on a phone. */
export function OutletCard(props: OutletRowProps) {
  const { outlet } = props;
  return (
    <div className="flex gap-3 px-3 py-3">
      <GridCell>
        <RowBox {...props} />
      </GridCell>
      <GridCell className="flex min-w-0 flex-1 flex-col gap-1.5">
        <div className="flex items-start justify-between gap-2 leading-tight">
          <span className="min-w-0">
            <OutletName {...props} />
            <span className="block truncate text-sm text-soft">{[outlet.code, outlet.picName].join(' · ')}</span>
          </span>
          <ContentStatusBadge status={outlet.status} />
        </div>
        <div className="flex items-center justify-between gap-2">
          <span className="min-w-0">
            <Accounts outlet={outlet} />
          </span>
          <span className="flex gap-1">
            <OutletDeeds {...props} />
          </span>
        </div>
      </GridCell>
    </div>
  );
}

function OutletName({ outlet, canWrite, onAct }: OutletRowProps) {
  const { t } = useTranslation();
  const look = 'block max-w-full truncate text-left font-medium';
  if (!canWrite || outlet.archivedAt !== null) return <span className={look}>{outlet.name}</span>;
  return (
    <button
      type="button"
      aria-label={t('outlets.act.open', { outlet: outlet.name })}
      onClick={() => onAct('edit', outlet)}
      className={`${look} hover:text-accent hover:underline`}
    >
      {outlet.name}
    </button>
  );
}

function Accounts({ outlet: { accounts } }: { outlet: Outlet }) {
  const { t } = useTranslation();
  if (accounts.length === 0) return <span className="text-faint">{t('outlets.noAccount')}</span>;
  return accounts.map(({ id, handle, displayName }) => (
    <Link
      key={id}
      to="/content/accounts/$accountId"
      params={{ accountId: id }}
      className="block min-h-7 truncate leading-7 hover:text-accent hover:underline"
    >
      {handle ? `@${handle}` : displayName || id}
    </Link>
  ));
}

/** The nearest end among the outlet's accounts. */
function ConsentEnd({ outlet: { accounts }, now }: { outlet: Outlet; now: number }) {
  const { t } = useTranslation();
  const ends = accounts
    .flatMap(({ refreshExpiresAt, disconnectedAt }) => (refreshExpiresAt && !disconnectedAt ? [refreshExpiresAt] : []))
    .sort();
  const [first] = ends;
  if (first === undefined) return null;
  if (Date.parse(first) - now > endsSoonMs) return <span className="text-soft">{formatInstant(first)}</span>;
  return <span className="font-medium text-warn">{t('outlets.endsSoon', { distance: formatDistance(first, now) })}</span>;
}

function RowBox({ outlet, canWrite, isSelected, onSelect }: OutletRowProps) {
  const { t } = useTranslation();
  if (!canWrite || outlet.archivedAt !== null) return null;
  return (
    <SelectBox
      label={t('outlets.select', { outlet: outlet.name })}
      isSelected={isSelected}
      onSelect={(isRange) => onSelect(outlet.id, isRange)}
    />
  );
}
