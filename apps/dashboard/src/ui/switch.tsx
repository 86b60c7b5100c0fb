import { Switch as Base } from '@base-ui/react/switch';

/** On or off, at once. */
export function Switch({
  label,
  isOn,
  onChange,
  isDisabled = false,
}: {
  label: string;
  isOn: boolean;
  onChange: (isOn: boolean) => void;
  isDisabled?: boolean;
}) {
  return (
    <Base.Root
      aria-label={label}
      checked={isOn}
      onCheckedChange={onChange}
      disabled={isDisabled}
      className="flex h-6 w-11 shrink-0 cursor-pointer items-center rounded-full border border-soft bg-page px-0.5 transition-colors data-checked:border-accent data-checked:bg-accent data-disabled:opacity-60"
    >
      <Base.Thumb className="size-4.5 rounded-full bg-soft transition-transform data-checked:translate-x-5 data-checked:bg-accent-ink" />
    </Base.Root>
  );
}
