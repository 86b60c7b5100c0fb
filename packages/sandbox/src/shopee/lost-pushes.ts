import type { LostPush } from './model.ts';
import type { World } from './world.ts';

const keptSeconds = 3 * 86_400;

interface Push {
  readonly code: number;
  readonly shopId?: string;
  readonly body: string;
}

/** Code 0 is a question of the console, nothing that could be missed. */
export function keepLost(world: World, { code, shopId, body }: Push): void {
  if (code === 0) return;
  world.lostPushes.save({
    id: String(world.identifiers.serial()),
    code,
    ...(shopId === undefined ? {} : { shopId }),
    lostTime: world.clock.nowSeconds(),
    body,
  });
}

/** Those of the last three days, oldest first. */
export function lostPushes(world: World): LostPush[] {
  const limit = world.clock.nowSeconds() - keptSeconds;
  for (const push of world.lostPushes.all()) if (push.lostTime < limit) world.lostPushes.delete(push.id);
  return [...world.lostPushes.all()].sort((a, b) => Number(a.id) - Number(b.id));
}

/** Everything up to this number was dealt with. */
export function forgetLost(world: World, lastId: number): void {
  for (const push of world.lostPushes.all()) if (Number(push.id) <= lastId) world.lostPushes.delete(push.id);
}
