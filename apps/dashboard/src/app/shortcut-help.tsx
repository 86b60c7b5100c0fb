import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../ui/dialog.tsx';
import { isTyping } from '../ui/is-typing.ts';

const shortcuts = [
  ['?', 'help'],
  ['Ctrl K', 'commands'],
  ['/', 'search'],
  ['J', 'next'],
  ['K', 'previous'],
  ['X', 'select'],
  ['Enter', 'open'],
  ['P', 'print'],
  ['S', 'fulfil'],
] as const;

export function ShortcutHelp() {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === '?' && !isTyping(event)) setOpen(true);
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
  return (
    <Dialog isOpen={isOpen} onClose={() => setOpen(false)} title={t('shell.shortcuts.title')}>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-2 pb-2">
        {shortcuts.map(([key, label]) => (
          <div key={key} className="contents">
            <dt>
              <kbd className="rounded border border-line bg-page px-1.5 py-0.5 text-sm">{key}</kbd>
            </dt>
            <dd className="text-soft">{t(`shell.shortcuts.${label}`)}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
