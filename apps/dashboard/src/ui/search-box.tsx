import { Search } from 'lucide-react';
import { type RefObject, useEffect, useState } from 'react';

const typingPauseMs = 250;

/** Searches when the typing pauses; the key / leads here. */
export function SearchBox({
  label,
  placeholder,
  text,
  onChange,
  inputRef,
}: {
  label: string;
  placeholder: string;
  text: string;
  onChange: (text: string | undefined) => void;
  inputRef: RefObject<HTMLInputElement | null>;
}) {
  const [typed, setTyped] = useState(text);
  useEffect(() => setTyped(text), [text]);
  useEffect(() => {
    if (typed.trim() === text) return;
    const timer = setTimeout(() => onChange(typed.trim() || undefined), typingPauseMs);
    return () => clearTimeout(timer);
  }, [typed, text, onChange]);
  return (
    <div className="relative min-w-0 flex-[1_1_16rem] md:max-w-md">
      <Search className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-faint" aria-hidden />
      <input
        ref={inputRef}
        type="search"
        aria-label={label}
        aria-keyshortcuts="/"
        placeholder={placeholder}
        value={typed}
        maxLength={100}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') event.currentTarget.blur();
        }}
        className="h-9 w-full rounded-lg border border-edge bg-panel pr-9 pl-9 placeholder:text-faint"
      />
      <kbd className="pointer-events-none absolute top-1/2 right-2.5 hidden -translate-y-1/2 rounded border border-line px-1.5 text-xs text-soft md:block">
        /
      </kbd>
    </div>
  );
}
