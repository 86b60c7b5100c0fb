import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

/** An empty list says why it is empty and what to do next. */
export function EmptyState({ icon: Icon, title, help, action }: { icon: LucideIcon; title: string; help: ReactNode; action?: ReactNode }) {
  return (
    <div className="flex flex-col items-center gap-2 px-6 py-14 text-center">
      <span className="mb-1 grid size-12 place-items-center rounded-full bg-page text-faint">
        <Icon className="size-6" aria-hidden />
      </span>
      <p className="text-base font-semibold">{title}</p>
      <div className="max-w-md text-soft">{help}</div>
      {action && <div className="mt-3">{action}</div>}
    </div>
  );
}
