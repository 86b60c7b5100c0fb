import { Archive, Ellipsis, ExternalLink, Link2, Pencil, Undo2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.tsx';
import { Menu, MenuItem } from '../../../ui/menu.tsx';
import type { Outlet } from './outlet-queries.ts';

export type OutletDeed = 'link' | 'connect' | 'edit' | 'archive' | 'restore';

/** What can be done with an outlet. */
export function OutletDeeds({
  outlet,
  canWrite,
  onAct,
}: {
  outlet: Outlet;
  canWrite: boolean;
  onAct: (deed: OutletDeed, outlet: Outlet) => void;
}) {
  const { t } = useTranslation();
  const icon = { className: 'size-4', 'aria-hidden': true } as const;
  if (!canWrite) return null;
  if (outlet.archivedAt !== null) {
    return (
      <Button size="small" onClick={() => onAct('restore', outlet)}>
        <Undo2 {...icon} /> {t('outlets.act.restore')}
      </Button>
    );
  }
  return (
    <>
      <Button size="small" onClick={() => onAct('link', outlet)}>
        <Link2 {...icon} /> {t('outlets.act.link')}
      </Button>
      <Menu
        trigger={
          <Button size="small" look="ghost" aria-label={t('outlets.act.more', { outlet: outlet.name })}>
            <Ellipsis className="size-5" aria-hidden />
          </Button>
        }
      >
        <MenuItem onSelect={() => onAct('connect', outlet)}>
          <ExternalLink {...icon} /> {t('outlets.act.connect')}
        </MenuItem>
        <MenuItem onSelect={() => onAct('edit', outlet)}>
          <Pencil {...icon} /> {t('outlets.act.edit')}
        </MenuItem>
        <MenuItem onSelect={() => onAct('archive', outlet)}>
          <Archive {...icon} /> {t('outlets.act.archive')}
        </MenuItem>
      </Menu>
    </>
  );
}
