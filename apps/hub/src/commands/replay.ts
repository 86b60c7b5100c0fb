import { type OrderReplay, replayNamed } from '@shopfleet/core/orders';
import { defineCommand } from 'citty';
import { createHubLog } from '../http/hub-log.ts';
import { openDatabase } from '../open-database.ts';
import { loadConfigOrExit } from './load-config.ts';
import { CommandError, runCommand } from './run-command.ts';

export const replay = defineCommand({
  meta: { name: 'replay', description: 'Build an order anew from the states that its marketplace showed, and compare; changes nothing' },
  args: {
    order: { type: 'string', required: true, description: 'Its id here (ord_…), or its number at the marketplace' },
    json: { type: 'boolean', default: false, description: 'Print the answer as JSON' },
  },
  async run({ args }) {
    const config = await loadConfigOrExit();
    await runCommand(async () => {
      const opened = await openDatabase(config, createHubLog('warn'), { name: 'replay', isCommand: true });
      try {
        const found = await replayNamed(opened.database, args.order);
        if (found.length === 0) throw new CommandError(`There is no order ${args.order}`);
        console.log(args.json ? JSON.stringify(found, null, 2) : found.map(({ replay: one }) => asText(one)).join('\n'));
        if (!found.every(({ replay: one }) => one.isSame)) process.exitCode = 1;
      } finally {
        await opened.close();
      }
    });
  },
});

function asText({ orderId, externalId, states, isSame, isComplete, isPersonalRemoved, differences }: OrderReplay): string {
  const verdict = isSame
    ? 'the same as in the database'
    : states.length === 0
      ? 'no state of it is kept'
      : 'NOT the same as in the database';
  return [
    `${orderId} (${externalId}): built from ${states.length === 1 ? '1 state' : `${states.length} states`}, ${verdict}`,
    ...states.map(({ at, version, status, externalStatus }) => `  ${at}  version ${version}  ${status} (${externalStatus})`),
    ...(isComplete ? [] : ['  Not every state is kept any more.']),
    ...(isPersonalRemoved ? ['  Buyer, note and address of old states were removed.'] : []),
    ...differences.map(({ field, stored, replayed }) => `  ${field}: ${stored} in the database, ${replayed} from the states`),
  ].join('\n');
}
