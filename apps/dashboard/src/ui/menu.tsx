import { Menu as Base } from '@base-ui/react/menu';
import type { ReactElement, ReactNode } from 'react';

/** A button that opens a list of actions. `trigger` is the button. */
export function Menu({ trigger, children }: { trigger: ReactElement; children: ReactNode }) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner sideOffset={6} align="end" className="z-50">
          <Base.Popup className="min-w-44 rounded-xl border border-line bg-raised p-1 shadow-xl outline-none">{children}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

export function MenuItem({ onSelect, children, disabled = false }: { onSelect: () => void; children: ReactNode; disabled?: boolean }) {
  return (
    <Base.Item
      onClick={onSelect}
      disabled={disabled}
      className="flex cursor-pointer items-center gap-2 rounded-lg px-3 py-2 outline-none select-none data-disabled:cursor-not-allowed data-disabled:text-faint data-highlighted:bg-accent-wash data-highlighted:text-accent"
    >
      {children}
    </Base.Item>
  );
}
