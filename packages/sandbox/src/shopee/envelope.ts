import type { Answer, JsonObject } from './call.ts';
import type { Refusal } from './refusal.ts';
import type { World } from './world.ts';

const authErrors = ['error_sign', 'error_auth', 'invalid_acceess_token', 'error_partner_key_expired'];

/** 32 hex digits. */
export const requestId = (world: World): string => world.random.hex(32).toLowerCase();

/** `response` under its key, or the fields themselves; the key is left out when there is nothing in it. */
export function accepted(answer: Answer, id: string): JsonObject {
  return {
    ...answer.flat,
    error: answer.error ?? '',
    message: answer.message ?? '',
    request_id: id,
    ...(answer.warning === undefined ? {} : { warning: answer.warning }),
    ...(answer.response === undefined ? {} : { response: answer.response }),
  };
}

export const refused = (refusal: Refusal, id: string): JsonObject => ({
  error: refusal.error,
  message: refusal.message,
  request_id: id,
  ...(refusal.response === undefined ? {} : { response: refusal.response }),
});

/** Failures come with 200, as maintained clients tell; a setting turns refused signatures and tokens into 403. */
export const statusOf = (world: World, error: string): number =>
  world.settings.forbidsAuthErrors && authErrors.includes(error) ? 403 : 200;
