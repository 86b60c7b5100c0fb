import { Toast } from '@base-ui/react/toast';
import i18next from 'i18next';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../lib/api.ts';
import { classes } from './classes.ts';

const manager = Toast.createToastManager();
/** Time to think better of it. */
const undoMs = 12_000;

/** Says briefly that something worked, or did not. Errors stay until they are closed; `undo` offers the way back. */
export function notify(
  title: string,
  options: { tone?: 'good' | 'bad'; help?: string; undo?: { label: string; act: () => void } } = {},
): void {
  const isBad = options.tone === 'bad';
  const { undo } = options;
  manager.add({
    title,
    description: options.help,
    type: isBad ? 'bad' : 'good',
    timeout: isBad ? 0 : undo ? undoMs : 4000,
    priority: isBad ? 'high' : 'low',
    ...(undo ? { actionProps: { children: undo.label, onClick: undo.act } } : {}),
  });
}

/** Shows what a failed action said: in the person's language what went wrong, below it the hub's own words. */
export function notifyProblem(error: unknown): void {
  const said = error instanceof Error ? error.message : String(error);
  const key = error instanceof ApiProblem ? error.code : error instanceof TypeError ? 'offline' : '';
  const title = key === '' ? said : i18next.t(`problems.${key}`, { defaultValue: said });
  notify(title, { tone: 'bad', ...(title === said || key === 'offline' ? {} : { help: said }) });
}

export function Toasts({ children }: { children: ReactNode }) {
  return (
    <Toast.Provider toastManager={manager} limit={4}>
      {children}
      <Toast.Portal>
        <Toast.Viewport className="fixed right-3 bottom-20 z-60 flex w-[min(24rem,calc(100vw-1.5rem))] flex-col gap-2 md:bottom-4">
          <ToastList />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

function ToastList() {
  const { toasts } = Toast.useToastManager();
  const { t } = useTranslation();
  return toasts.map((toast) => (
    <Toast.Root
      key={toast.id}
      toast={toast}
      className={classes(
        'flex items-start justify-between gap-3 rounded-xl border bg-raised px-4 py-3 shadow-lg',
        toast.type === 'bad' ? 'border-bad' : 'border-line',
      )}
    >
      <Toast.Content>
        <Toast.Title className={classes('font-medium', toast.type === 'bad' && 'text-bad')} />
        <Toast.Description className="text-sm text-soft" />
        <Toast.Action className="mt-1 rounded font-medium text-accent underline" />
      </Toast.Content>
      <Toast.Close aria-label={t('shell.close')} className="grid size-6 place-items-center rounded text-soft hover:text-ink">
        <X className="size-4" aria-hidden />
      </Toast.Close>
    </Toast.Root>
  ));
}
