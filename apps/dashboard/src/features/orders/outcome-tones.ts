import type { Schemas } from '../../lib/api.ts';
import type { Tone } from '../../ui/badge.tsx';

type Outcome = Schemas['FulfilResult']['outcome'];

export const outcomeTones: Readonly<Record<Outcome, Tone>> = {
  done: 'good',
  started: 'good',
  held: 'warn',
  skipped: 'neutral',
  rejected: 'bad',
  unknown: 'warn',
  'not-found': 'bad',
};
export const worstFirst: readonly Outcome[] = ['rejected', 'not-found', 'unknown', 'held', 'skipped', 'started', 'done'];
