import type { LucideIcon } from 'lucide-react';

/** A button that is only a picture; `label` is its name, and its tooltip. */
export function IconButton({
  icon: Icon,
  label,
  onClick,
  isDisabled = false,
}: {
  icon: LucideIcon;
  label: string;
  onClick: (() => void) | undefined;
  isDisabled?: boolean;
}) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      disabled={isDisabled}
      onClick={onClick}
      className="grid size-9 place-items-center rounded-lg text-soft hover:bg-page hover:text-ink disabled:cursor-not-allowed disabled:opacity-40"
    >
      <Icon className="size-4.5" aria-hidden />
    </button>
  );
}
