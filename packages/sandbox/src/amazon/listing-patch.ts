import type { Attributes, Patch } from './model.ts';

type Entry = Attributes[string][number];

/** Members that tell one entry of an attribute from another. */
const selectors = ['marketplace_id', 'language_tag', 'fulfillment_channel_code', 'audience', 'currency', 'type'];

/** Whether both are the same entry: what both name of the selectors is equal. */
const isSame = (one: Entry, other: Entry): boolean =>
  selectors.every((name) => one[name] === undefined || other[name] === undefined || one[name] === other[name]);

/**
 * `merge` changes the members that it names and keeps the others of the same entry; `add` and `replace` put the new list in the place of the
 * old one; `delete` takes away the entries that it names, or all.
 */
export function applyPatch(attributes: Attributes, { op, attribute, value }: Patch): Attributes {
  const old = attributes[attribute] ?? [];
  if (op === 'add' || op === 'replace') return { ...attributes, [attribute]: value };
  if (op === 'merge') return { ...attributes, [attribute]: merged(old, value) };
  const left = value.length === 0 ? [] : old.filter((entry) => !value.some((one) => isSame(entry, one)));
  const { [attribute]: _, ...others } = attributes;
  return left.length === 0 ? others : { ...others, [attribute]: left };
}

function merged(old: readonly Entry[], value: readonly Entry[]): Entry[] {
  const result = [...old];
  for (const entry of value) {
    const place = result.findIndex((one) => isSame(one, entry));
    if (place < 0) result.push(entry);
    else result[place] = { ...result[place], ...entry };
  }
  return result;
}

export const applyPatches = (attributes: Attributes, patches: readonly Patch[]): Attributes => patches.reduce(applyPatch, attributes);
