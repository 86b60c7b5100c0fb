import type { IppGroup, IppMessage, IppValue } from './ipp-message.ts';
import { tag } from './ipp-tags.ts';

export function groupsWith(message: IppMessage, groupTag: number): IppGroup[] {
  return message.groups.filter((group) => group.tag === groupTag);
}

export function firstGroup(message: IppMessage, groupTag: number): IppGroup | undefined {
  return message.groups.find((group) => group.tag === groupTag);
}

function first(group: IppGroup | undefined, name: string): IppValue | undefined {
  return group?.attributes.get(name)?.[0];
}

export function numberOf(group: IppGroup | undefined, name: string): number | undefined {
  const value = first(group, name);
  return typeof value === 'number' ? value : undefined;
}

export function textOf(group: IppGroup | undefined, name: string): string | undefined {
  const value = first(group, name);
  return typeof value === 'string' ? value : undefined;
}

export function textsOf(group: IppGroup | undefined, name: string): string[] {
  return (group?.attributes.get(name) ?? []).filter((value): value is string => typeof value === 'string');
}

/** What the printer says about its own answer, for people. */
export function statusText(message: IppMessage): string {
  const words = textOf(firstGroup(message, tag.operation), 'status-message');
  const code = `0x${message.status.toString(16).padStart(4, '0')}`;
  return words === undefined || words === '' ? code : `${code} ${words}`;
}
