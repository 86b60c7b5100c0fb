import type { ReactNode } from 'react';
import { classes } from './classes.ts';

/** A framed part of a page, with an optional heading and actions. */
export function Panel({
  title,
  actions,
  children,
  isFlush = false,
  className,
}: {
  title?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
  isFlush?: boolean;
  className?: string;
}) {
  return (
    <section className={classes('rounded-xl border border-line bg-panel', className)}>
      {(title || actions) && (
        <header className="flex min-h-12 flex-wrap items-center justify-between gap-2 border-b border-line px-4 py-2">
          <h2 className="text-[0.95rem] font-semibold">{title}</h2>
          {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
        </header>
      )}
      <div className={isFlush ? '' : 'p-4'}>{children}</div>
    </section>
  );
}
