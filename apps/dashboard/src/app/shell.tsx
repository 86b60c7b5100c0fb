import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, Outlet, useNavigate } from '@tanstack/react-router';
import { CircleUser, Command, Moon, Sun } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../lib/api.ts';
import { currentLanguage, type Language, languages, setLanguage } from '../lib/words.ts';
import { Menu, MenuItem } from '../ui/menu.tsx';
import { AlertBadge } from './alert-badge.tsx';
import { CommandPalette } from './command-palette.tsx';
import { startLive, useLive } from './live.ts';
import { type Place, places } from './navigation.ts';
import { PhoneBar } from './phone-bar.tsx';
import { meQuery } from './session.ts';
import { ShortcutHelp } from './shortcut-help.tsx';
import { currentTheme, setTheme } from './theme.ts';

/** The frame of every page for somebody who is signed in: navigation, live state, account. */
export function Shell() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { data: me } = useQuery(meQuery);
  const [isPaletteOpen, setPaletteOpen] = useState(false);
  useEffect(() => startLive(queries), [queries]);
  const shown = places.filter((place) => me?.permissions.includes(place.needs));

  return (
    <div className="flex min-h-dvh">
      <a
        href="#content"
        className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded focus:bg-panel focus:p-2"
      >
        {t('shell.skip')}
      </a>
      <aside className="sticky top-0 hidden h-dvh w-54 shrink-0 flex-col gap-1 border-r border-line bg-panel p-3 md:flex">
        <Brand />
        <nav aria-label="Shopfleet" className="mt-3 flex flex-col gap-0.5">
          {shown.map((place) => (
            <SideLink key={place.to} place={place} />
          ))}
        </nav>
        <button
          type="button"
          onClick={() => setPaletteOpen(true)}
          className="mt-auto flex items-center gap-2 rounded-lg px-3 py-2 text-sm text-soft hover:bg-page"
        >
          <Command className="size-4" aria-hidden /> {t('shell.commands.title')}{' '}
          <kbd className="ml-auto rounded border border-line px-1 text-xs whitespace-nowrap">Ctrl K</kbd>
        </button>
        <LiveState />
        <AccountMenu />
      </aside>
      <div className="flex min-w-0 flex-1 flex-col pb-16 md:pb-0">
        <header className="flex items-center justify-between border-b border-line bg-panel px-4 py-2 md:hidden">
          <Brand />
          <AccountMenu isCompact />
        </header>
        <main id="content" className="flex-1">
          <Outlet />
        </main>
      </div>
      <PhoneBar shown={shown} />
      <CommandPalette isOpen={isPaletteOpen} onOpenChange={setPaletteOpen} places={shown} />
      <ShortcutHelp />
    </div>
  );
}

function Brand() {
  return (
    <Link to="/" className="flex items-center gap-2.5 px-2 py-1 text-lg font-semibold tracking-tight">
      <img src="/icon.svg" alt="" className="size-7" /> Shopfleet
    </Link>
  );
}

function SideLink({ place: { to, label, icon: Icon } }: { place: Place }) {
  const { t } = useTranslation();
  return (
    <Link
      to={to}
      activeOptions={{ exact: to === '/', includeSearch: false }}
      className="flex items-center gap-2.5 rounded-lg px-3 py-2 text-soft hover:bg-page hover:text-ink data-[status=active]:bg-accent-wash data-[status=active]:font-medium data-[status=active]:text-accent"
    >
      <Icon className="size-4.5" aria-hidden /> {t(`shell.nav.${label}`)}
      {label === 'content' && <AlertBadge />}
    </Link>
  );
}

function LiveState() {
  const { t } = useTranslation();
  const { isOnline } = useLive();
  return (
    <p role="status" className={`flex items-center gap-2 px-3 py-1 text-sm ${isOnline ? 'text-good' : 'text-warn'}`}>
      <span className={`size-2 rounded-full ${isOnline ? 'bg-good' : 'bg-warn animate-pulse'}`} aria-hidden />
      {isOnline ? t('shell.live') : t('shell.offline')}
    </p>
  );
}

function AccountMenu({ isCompact = false }: { isCompact?: boolean }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { data: me } = useQuery(meQuery);
  const [theme, showTheme] = useState(currentTheme);
  const nextTheme = theme === 'dark' ? 'light' : 'dark';
  const signOut = async () => {
    await api.POST('/api/user/logout');
    queries.clear();
    await navigate({ to: '/sign-in' });
  };
  const trigger = (
    <button
      type="button"
      aria-label={isCompact ? me?.name : undefined}
      className="flex items-center gap-2.5 rounded-lg px-3 py-2 text-left hover:bg-page"
    >
      <CircleUser className="size-5 shrink-0 text-soft" aria-hidden />
      {!isCompact && (
        <span className="min-w-0">
          <span className="block truncate leading-tight font-medium">{me?.name}</span>
          <span className="block truncate text-sm leading-tight text-soft">{me?.tenantName}</span>
        </span>
      )}
    </button>
  );
  return (
    <Menu trigger={trigger}>
      <MenuItem
        onSelect={() => {
          setTheme(nextTheme);
          showTheme(nextTheme);
        }}
      >
        {theme === 'dark' ? <Sun className="size-4" aria-hidden /> : <Moon className="size-4" aria-hidden />}{' '}
        {t(`shell.theme.${nextTheme}`)}
      </MenuItem>
      {(Object.entries(languages) as [Language, string][])
        .filter(([code]) => code !== currentLanguage())
        .map(([code, name]) => (
          <MenuItem key={code} onSelect={() => setLanguage(code)}>
            <span lang={code}>{name}</span>
          </MenuItem>
        ))}
      <MenuItem onSelect={() => void navigate({ to: '/people', search: { tab: 'account' } })}>{t('shell.account')}</MenuItem>
      <MenuItem onSelect={() => void signOut()}>{t('shell.signOut')}</MenuItem>
    </Menu>
  );
}
