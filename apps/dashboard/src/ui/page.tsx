import { type ReactNode, useEffect } from 'react';

/** A page with its one heading; the heading is also the title of the tab. */
export function Page({ title, hint, actions, children }: { title: string; hint?: ReactNode; actions?: ReactNode; children: ReactNode }) {
  useEffect(() => {
    document.title = `${title} · Shopfleet`;
  }, [title]);
  return (
    <div className="mx-auto flex w-full max-w-[1440px] flex-col gap-4 p-4 md:p-6">
      <header className="flex flex-wrap items-end justify-between gap-3">
        <div className="min-w-0">
          <h1 className="text-2xl font-semibold tracking-tight">{title}</h1>
          {hint && <p className="mt-0.5 text-soft">{hint}</p>}
        </div>
        {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
      </header>
      {children}
    </div>
  );
}
