import { type ComponentProps, type ReactNode, useId } from 'react';
import { classes } from './classes.ts';

const box = 'w-full rounded-lg border bg-panel px-3 text-ink placeholder:text-faint disabled:opacity-60';

interface FieldFrame {
  label: string;
  help?: ReactNode;
  problem?: string | undefined;
}

function Frame({ id, label, help, problem, children }: FieldFrame & { id: string; children: ReactNode }) {
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      {children}
      {help && !problem && (
        <p id={`${id}-help`} className="text-sm text-soft">
          {help}
        </p>
      )}
      {problem && (
        <p id={`${id}-help`} role="alert" className="text-sm font-medium text-bad">
          {problem}
        </p>
      )}
    </div>
  );
}

export function TextField({ label, help, problem, className, ...rest }: FieldFrame & ComponentProps<'input'>) {
  const id = useId();
  return (
    <Frame id={id} label={label} help={help} problem={problem}>
      <input
        {...rest}
        id={id}
        aria-invalid={problem ? true : undefined}
        aria-describedby={help || problem ? `${id}-help` : undefined}
        className={classes(box, 'h-10', problem ? 'border-bad' : 'border-edge', className)}
      />
    </Frame>
  );
}

export function SelectField({ label, help, problem, children, className, ...rest }: FieldFrame & ComponentProps<'select'>) {
  const id = useId();
  return (
    <Frame id={id} label={label} help={help} problem={problem}>
      <select
        {...rest}
        id={id}
        aria-invalid={problem ? true : undefined}
        aria-describedby={help || problem ? `${id}-help` : undefined}
        className={classes(box, 'h-10', problem ? 'border-bad' : 'border-edge', className)}
      >
        {children}
      </select>
    </Frame>
  );
}

export function CheckField({ label, help, ...rest }: { label: string; help?: string } & ComponentProps<'input'>) {
  const id = useId();
  return (
    <div className="flex items-start gap-2.5">
      <input {...rest} id={id} type="checkbox" className="mt-1 size-4 accent-(--accent)" />
      <label htmlFor={id}>
        <span className="font-medium">{label}</span>
        {help && <span className="block text-sm text-soft">{help}</span>}
      </label>
    </div>
  );
}

export function TextAreaField({ label, help, problem, className, ...rest }: FieldFrame & ComponentProps<'textarea'>) {
  const id = useId();
  return (
    <Frame id={id} label={label} help={help} problem={problem}>
      <textarea
        {...rest}
        id={id}
        aria-invalid={problem ? true : undefined}
        aria-describedby={help || problem ? `${id}-help` : undefined}
        className={classes(box, 'py-2', problem ? 'border-bad' : 'border-edge', className)}
      />
    </Frame>
  );
}
