import { Link } from '@tanstack/react-router';
import { classes } from './classes.ts';

export interface SectionTab {
  readonly tab: string;
  readonly label: string;
  readonly count?: number | undefined;
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
    <nav aria-label={label} className="-mx-4 overflow-x-auto px-4 md:mx-0 md:px-0">
      <ul className="flex min-w-max gap-1 border-b border-line">
        {tabs.map(({ tab, label: text, count }) => {
          const isCurrent = tab === current;
          return (
            <li key={tab}>
              <Link
                to={to}
                search={{ tab }}
                aria-current={isCurrent ? 'page' : undefined}
                className={classes(
                  '-mb-px flex h-10 items-center gap-1.5 border-b-2 px-3 whitespace-nowrap',
                  isCurrent ? 'border-accent font-semibold text-accent' : 'border-transparent text-soft hover:text-ink',
                )}
              >
                {text}
                {count !== undefined && <span className="rounded-md bg-line/60 px-1.5 text-sm font-medium text-soft">{count}</span>}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
