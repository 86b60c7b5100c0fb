import { Dialog as Base } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { classes } from './classes.ts';

export interface PopupProps {
  isOpen: boolean;
  onClose: () => void;
  title: string;
  hint?: ReactNode;
  children: ReactNode;
  footer?: ReactNode;
}

interface Looks {
  backdrop: string;
  popup: string;
  header: string;
  body: string;
  footer: string;
}

/** Something over the page with a title and a cross; Escape closes it, the focus returns to where it came from. */
export function PopupFrame({ isOpen, onClose, title, hint, children, footer, looks }: PopupProps & { looks: Looks }) {
  const { t } = useTranslation();
  return (
    <Base.Root open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <Base.Portal>
        <Base.Backdrop className={classes('fixed inset-0 z-40', looks.backdrop)} />
        <Base.Popup className={classes('fixed z-50 flex flex-col border-line bg-panel shadow-2xl outline-none', looks.popup)}>
          <header className={classes('flex items-start justify-between gap-4 px-5', looks.header)}>
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
          <div className={classes('overflow-y-auto px-5', looks.body)}>{children}</div>
          {footer && <footer className={classes('flex flex-wrap gap-2 border-t border-line px-5 py-3', looks.footer)}>{footer}</footer>}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
