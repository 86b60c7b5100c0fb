const pressable = ['checkbox', 'radio', 'button', 'submit', 'reset', 'file', 'range', 'color'];

/** True while the person types into a field: single keys are text then. */
export function isTyping(event: KeyboardEvent): boolean {
  const target = event.target;
  if (target instanceof HTMLInputElement) return !pressable.includes(target.type);
  return target instanceof HTMLElement && (target.isContentEditable || ['TEXTAREA', 'SELECT'].includes(target.tagName));
}
