import { Download } from 'lucide-react';
import { classes } from './classes.ts';

/** Leads to a file. */
export function DownloadLink({ href, label, className }: { href: string; label: string; className?: string }) {
  return (
    <a
      href={href}
      download
      className={classes(
        'inline-flex h-9 items-center gap-1.5 rounded-lg px-2.5 font-medium whitespace-nowrap text-soft hover:bg-page hover:text-ink',
        className,
      )}
    >
      <Download className="size-4" aria-hidden /> {label}
    </a>
  );
}
