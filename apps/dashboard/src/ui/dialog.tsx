import { Dialog as Base } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** A dialog over the page; Escape and the cross close it, the focus returns to where it came from. */
export function Dialog({
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
        <Base.Backdrop className="fixed inset-0 z-40 bg-black/45" />
        <Base.Popup className="fixed top-1/2 left-1/2 z-50 flex max-h-[88dvh] w-[min(34rem,calc(100vw-1.5rem))] -translate-x-1/2 -translate-y-1/2 flex-col rounded-2xl border border-line bg-panel shadow-2xl outline-none">
          <header className="flex items-start justify-between gap-4 px-5 pt-4 pb-2">
            <div>
              <Base.Title className="text-lg font-semibold">{title}</Base.Title>
              {hint && <Base.Description className="text-soft">{hint}</Base.Description>}
            </div>
            <Base.Close
              aria-label={t('shell.close')}
              className="grid size-8 place-items-center rounded-lg text-soft hover:bg-page hover:text-ink"
            >
              <X className="size-4.5" aria-hidden />
            </Base.Close>
          </header>
          <div className="overflow-y-auto px-5 py-3">{children}</div>
          {footer && <footer className="flex flex-wrap justify-end gap-2 border-t border-line px-5 py-3">{footer}</footer>}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
