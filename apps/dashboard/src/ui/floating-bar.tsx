import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from './button.tsx';

/** What can be done with the selected rows; floats over the end of the list. */
export function FloatingBar({
  label,
  count,
  clearLabel,
  onClear,
  children,
}: {
  label: string;
  count: string;
  clearLabel: string;
  onClear: () => void;
  children: ReactNode;
}) {
  return (
    <section
      aria-label={label}
      className="sticky bottom-18 z-20 mx-auto flex max-w-full flex-wrap items-center justify-center gap-2 rounded-2xl border border-line bg-raised px-3 py-2 shadow-xl md:bottom-4"
    >
      <p role="status" className="px-1.5 font-semibold max-md:order-first">
        {count}
      </p>
      {children}
      {/* Beside the count where the actions need lines of their own. */}
      <Button look="ghost" aria-label={clearLabel} onClick={onClear} className="max-md:order-first">
        <X className="size-4" aria-hidden />
      </Button>
    </section>
  );
}
