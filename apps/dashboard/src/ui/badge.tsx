import type { ReactNode } from 'react';
import { classes } from './classes.ts';

const tones = {
  neutral: 'bg-page text-soft border-line',
  good: 'bg-good-wash text-good border-transparent',
  warn: 'bg-warn-wash text-warn border-transparent',
  bad: 'bg-bad-wash text-bad border-transparent',
  info: 'bg-info-wash text-info border-transparent',
  accent: 'bg-accent-wash text-accent border-transparent',
} as const;
export type Tone = keyof typeof tones;

/** A state in one or two words. The words carry the meaning; the colour only helps. */
export function Badge({ tone = 'neutral', children, isPulsing = false }: { tone?: Tone; children: ReactNode; isPulsing?: boolean }) {
  return (
    <span
      className={classes(
        'inline-flex items-center gap-1.5 rounded-md border px-1.5 py-0.5 text-[0.8rem] leading-tight font-medium whitespace-nowrap',
        tones[tone],
      )}
    >
      {isPulsing && <span className="size-1.5 animate-pulse rounded-full bg-current" aria-hidden />}
      {children}
    </span>
  );
}
