/** Marks a row of a list; with Shift, everything up to the row that was touched before. */
export function SelectBox({ label, isSelected, onSelect }: { label: string; isSelected: boolean; onSelect: (isRange: boolean) => void }) {
  return (
    <label className="grid size-7 cursor-pointer place-items-center rounded-md hover:bg-line/50">
      <input
        type="checkbox"
        checked={isSelected}
        aria-label={label}
        onChange={(event) => onSelect(event.nativeEvent instanceof MouseEvent && event.nativeEvent.shiftKey)}
        className="size-4.5 accent-(--accent)"
      />
    </label>
  );
}
