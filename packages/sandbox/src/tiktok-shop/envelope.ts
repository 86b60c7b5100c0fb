import type { Random } from '../stage/random.ts';
import type { JsonObject } from './call.ts';
import type { World } from './world.ts';

const utc8Ms = 8 * 3_600_000;

/** 14 digits of the time at UTC+8 and 20 upper-case hex digits. */
export function requestId(world: World, random: Random): string {
  const time = new Date(world.clock.nowMs() + utc8Ms).toISOString().replaceAll(/\D/g, '').slice(0, 14);
  return `${time}${random.hex(20)}`;
}

export const accepted = (data: JsonObject | undefined, id: string, message = 'Success'): JsonObject => ({
  code: 0,
  message,
  request_id: id,
  data: data ?? {},
});

export const refused = (code: number, message: string, id: string): JsonObject => ({ code, message, request_id: id, data: null });
