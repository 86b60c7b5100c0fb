import { useEffect, useRef } from 'react';
import { isTyping } from './is-typing.ts';

/** What each key does; the names are those of `KeyboardEvent.key` in lower case. */
export type ListKeys = Readonly<Record<string, (event: KeyboardEvent) => void>>;

/** Single keys for the list of the page. They rest while somebody types, a dialog is open, or a modifier is held. */
export function useListKeys(keys: ListKeys): void {
  const current = useRef(keys);
  current.current = keys;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return;
      if (document.querySelector('[role="dialog"], [role="menu"]')) return;
      const act = current.current[event.key.toLowerCase()];
      if (!act) return;
      // Enter on a link or a button belongs to that link or button.
      if (event.key === 'Enter' && event.target instanceof HTMLElement && event.target.closest('a, button, input')) return;
      event.preventDefault();
      act(event);
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
}
