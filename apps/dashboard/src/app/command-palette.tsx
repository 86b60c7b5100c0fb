import { useNavigate } from '@tanstack/react-router';
import { Command } from 'cmdk';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Place } from './navigation.ts';

/** Ctrl/⌘ K: go to a page, or search orders for what was typed. */
export function CommandPalette({
  isOpen,
  onOpenChange,
  places,
}: {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  places: readonly Place[];
}) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [text, setText] = useState('');
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'k' || !(event.metaKey || event.ctrlKey)) return;
      event.preventDefault();
      onOpenChange(true);
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [onOpenChange]);
  const close = () => {
    onOpenChange(false);
    setText('');
  };
  const item =
    'flex cursor-pointer items-center gap-2.5 rounded-lg px-3 py-2 data-[selected=true]:bg-accent-wash data-[selected=true]:text-accent';
  return (
    <Command.Dialog
      open={isOpen}
      onOpenChange={(open) => (open ? onOpenChange(true) : close())}
      label={t('shell.commands.title')}
      overlayClassName="fixed inset-0 z-40 bg-black/45"
      contentClassName="fixed top-[15vh] left-1/2 z-50 w-[min(36rem,calc(100vw-1.5rem))] -translate-x-1/2 rounded-2xl border border-line bg-panel p-2 shadow-2xl"
    >
      <Command.Input
        value={text}
        onValueChange={setText}
        placeholder={t('shell.commands.placeholder')}
        className="h-11 w-full bg-transparent px-3 text-base outline-none placeholder:text-faint"
      />
      <Command.List className="max-h-80 overflow-y-auto pt-1">
        <Command.Empty className="px-3 py-6 text-center text-soft">{t('shell.commands.empty')}</Command.Empty>
        {text.trim() !== '' && (
          <Command.Item
            value={`${text} ${t('shell.search')}`}
            className={item}
            onSelect={() => {
              void navigate({ to: '/orders', search: { q: text.trim() } });
              close();
            }}
          >
            {t('shell.search')}: “{text.trim()}” → {t('shell.nav.orders')}
          </Command.Item>
        )}
        {places.map(({ to, label, icon: Icon }) => (
          <Command.Item
            key={to}
            value={t(`shell.nav.${label}`)}
            className={item}
            onSelect={() => {
              void navigate({ to });
              close();
            }}
          >
            <Icon className="size-4.5" aria-hidden /> {t(`shell.nav.${label}`)}
          </Command.Item>
        ))}
      </Command.List>
    </Command.Dialog>
  );
}
