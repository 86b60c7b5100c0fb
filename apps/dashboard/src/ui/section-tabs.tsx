import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { classes } from './classes.ts';

export interface SectionTab {
  readonly tab: string;
  readonly label: string;
  readonly count?: number | undefined;
}

export const tabLook = (isCurrent: boolean): string =>
  classes(
    '-mb-px flex h-10 items-center gap-1.5 border-b-2 px-3 whitespace-nowrap',
    isCurrent ? 'border-accent font-semibold text-accent' : 'border-transparent text-soft hover:text-ink',
  );

/** A row of links in list items. */
export function TabBar({ label, children }: { label: string; children: ReactNode }) {
  return (
    <nav aria-label={label} className="-mx-4 overflow-x-auto px-4 md:mx-0 md:px-0">
      <ul className="flex min-w-max gap-1 border-b border-line">{children}</ul>
    </nav>
  );
}

/** The parts of a page; each has its own address. */
export function SectionTabs({
  to,
  label,
  tabs,
  current,
}: {
  to: '/printers' | '/people';
  label: string;
  tabs: readonly SectionTab[];
  current: string;
}) {
  return (
    <TabBar label={label}>
      {tabs.map(({ tab, label: text, count }) => {
        const isCurrent = tab === current;
        return (
          <li key={tab}>
            <Link to={to} search={{ tab }} aria-current={isCurrent ? 'page' : undefined} className={tabLook(isCurrent)}>
              {text}
              {count !== undefined && <span className="rounded-md bg-line/60 px-1.5 text-sm font-medium text-soft">{count}</span>}
            </Link>
          </li>
        );
      })}
    </TabBar>
  );
}
