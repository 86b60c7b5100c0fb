import type { ComponentProps } from 'react';
import { classes } from './classes.ts';

/** A plain table that scrolls sideways on a phone. Long lists use `features/orders`' virtual rows instead. */
export function Table({ label, children }: { label: string; children: ComponentProps<'table'>['children'] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section className="relative overflow-x-auto" aria-label={label} tabIndex={0}>
      <table className="w-full border-collapse text-left">{children}</table>
    </section>
  );
}

export function Th({ className, ...rest }: ComponentProps<'th'>) {
  return (
    <th
      scope="col"
      {...rest}
      className={classes('border-b border-line px-4 py-2 text-sm font-medium whitespace-nowrap text-soft', className)}
    />
  );
}

export function Td({ className, ...rest }: ComponentProps<'td'>) {
  return <td {...rest} className={classes('border-b border-line/70 px-4 py-2.5 align-top', className)} />;
}
