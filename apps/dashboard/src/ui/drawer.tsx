import { Dialog as Base } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** Details beside the list: from the right, the whole width on a phone. Escape and the cross close it. */
export function Drawer({
  isOpen,
  onClose,
  title,
  hint,
  children,
  footer,
}: {
  isOpen: boolean;
  onClose: () => void;
  title: string;
  hint?: ReactNode;
  children: ReactNode;
  footer?: ReactNode;
}) {
  const { t } = useTranslation();
  return (
    <Base.Root open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-black/35" />
        <Base.Popup className="fixed inset-y-0 right-0 z-50 flex w-[min(32rem,100vw)] flex-col border-l border-line bg-panel shadow-2xl outline-none">
          <header className="flex items-start justify-between gap-4 border-b border-line px-5 py-3">
            <div className="min-w-0">
              <Base.Title className="text-lg font-semibold break-words">{title}</Base.Title>
              {hint && <Base.Description className="text-soft">{hint}</Base.Description>}
            </div>
            <Base.Close
              aria-label={t('shell.close')}
              className="grid size-8 shrink-0 place-items-center rounded-lg text-soft hover:bg-page hover:text-ink"
            >
              <X className="size-4.5" aria-hidden />
            </Base.Close>
          </header>
          <div className="flex flex-1 flex-col gap-5 overflow-y-auto px-5 py-4">{children}</div>
          {footer && <footer className="flex flex-wrap gap-2 border-t border-line px-5 py-3">{footer}</footer>}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
