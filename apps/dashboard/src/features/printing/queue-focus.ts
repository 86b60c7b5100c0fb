/** The job whose name has the focus, by its id. */
export function focusedJob(): string | undefined {
  return document.activeElement instanceof HTMLElement ? document.activeElement.closest<HTMLElement>('[data-job]')?.dataset.job : undefined;
}

/** Moves the focus to the next (or previous) job of the page. */
export function stepFocus(by: 1 | -1): void {
  const names = [...document.querySelectorAll<HTMLElement>('[data-job]')];
  const at = names.findIndex((name) => name.dataset.job === focusedJob());
  const next = at < 0 ? (by > 0 ? 0 : names.length - 1) : Math.min(Math.max(at + by, 0), names.length - 1);
  names[next]?.focus();
}
