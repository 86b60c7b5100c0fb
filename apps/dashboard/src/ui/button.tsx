import type { ComponentProps } from 'react';
import { classes } from './classes.ts';

const looks = {
  primary: 'bg-accent text-accent-ink hover:brightness-110 border-transparent',
  secondary: 'bg-raised text-ink border-line hover:bg-page',
  ghost: 'bg-transparent text-soft border-transparent hover:bg-page hover:text-ink',
  danger: 'bg-bad-wash text-bad border-transparent hover:brightness-95 dark:hover:brightness-125',
} as const;

const sizes = { small: 'h-8 px-2.5 text-sm', normal: 'h-9 px-3.5', large: 'h-11 px-5 text-base' } as const;

export interface ButtonProps extends ComponentProps<'button'> {
  look?: keyof typeof looks;
  size?: keyof typeof sizes;
  isBusy?: boolean;
}

export function Button({
  look = 'secondary',
  size = 'normal',
  isBusy = false,
  className,
  children,
  disabled,
  type = 'button',
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      disabled={disabled || isBusy}
      aria-busy={isBusy || undefined}
      className={classes(
        'inline-flex items-center justify-center gap-1.5 rounded-lg border font-medium whitespace-nowrap transition-[filter,background-color] select-none',
        'disabled:opacity-55 disabled:cursor-not-allowed',
        looks[look],
        sizes[size],
        className,
      )}
    >
      {isBusy && <span className="size-3.5 animate-spin rounded-full border-2 border-current border-t-transparent" aria-hidden />}
      {children}
    </button>
  );
}
