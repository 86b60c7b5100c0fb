import { Link, useNavigate } from '@tanstack/react-router';
import { Ellipsis } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Menu, MenuItem } from '../ui/menu.tsx';
import { AlertBadge } from './alert-badge.tsx';
import type { Place } from './navigation.ts';

/** The places at the lower edge of a phone, the rest under "More". */
export function PhoneBar({ shown }: { shown: readonly Place[] }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const main = shown.filter((place) => place.isMain);
  // A role that sees little has room for all of it.
  const inBar = main.length > 0 ? main : shown;
  const rest = shown.filter((place) => !inBar.includes(place));
  const item =
    'flex flex-1 flex-col items-center gap-0.5 py-2 text-xs text-soft data-[status=active]:text-accent data-[status=active]:font-semibold';
  return (
    <nav
      aria-label="Shopfleet"
      className="fixed inset-x-0 bottom-0 z-30 flex border-t border-line bg-panel pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      {inBar.map(({ to, label, icon: Icon }) => (
        <Link key={to} to={to} activeOptions={{ exact: to === '/', includeSearch: false }} className={item}>
          <Icon className="size-5.5" aria-hidden /> {t(`shell.nav.${label}`)}
        </Link>
      ))}
      {rest.length > 0 && (
        <Menu
          trigger={
            <button type="button" className={item}>
              <Ellipsis className="size-5.5" aria-hidden /> {t('shell.nav.more')}
            </button>
          }
        >
          {rest.map(({ to, label, icon: Icon }) => (
            <MenuItem key={to} onSelect={() => void navigate({ to })}>
              <Icon className="size-4" aria-hidden /> {t(`shell.nav.${label}`)}
              {label === 'content' && <AlertBadge />}
            </MenuItem>
          ))}
        </Menu>
      )}
    </nav>
  );
}
