import type { ReactNode } from 'react';

/** A number with its name, and what it means or how it compares below. Stands in a `dl`. */
export function Figure({ label, value, help }: { label: string; value: ReactNode; help?: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-sm text-soft">{label}</dt>
      <dd className="text-2xl font-semibold tracking-tight">{value}</dd>
      {help && <dd className="text-sm text-soft">{help}</dd>}
    </div>
  );
}
