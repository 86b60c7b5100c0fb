import { defineCommand, runMain } from 'citty';
import { readSettings } from '../env.ts';
import { agentVersion } from '../version.ts';
import { examine } from './examine.ts';
import { directoryFlag, pairingFlags } from './flags.ts';
import { pairAgent } from './pair-agent.ts';
import { runAgent } from './run-agent.ts';
import { showStatus } from './show-status.ts';

const print = (line: string): void => void process.stdout.write(`${line}\n`);

/** Ends with the words of the error; a stack helps nobody in front of a printer. */
async function inWords(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}

const run = defineCommand({
  meta: { name: 'run', description: 'Print what the hub sends, until stopped' },
  args: {
    ...directoryFlag,
    ...pairingFlags,
    'parent-pid': { type: 'string', description: 'stop when this process is gone' },
    'ui-port': { type: 'string', description: 'port of the agent’s own screen on 127.0.0.1; any free one when missing' },
  },
  run: ({ args }) =>
    inWords(() => runAgent(readSettings(process.env, { ...args, parentPid: args['parent-pid'], uiPort: args['ui-port'] }), print)),
});

const pair = defineCommand({
  meta: { name: 'pair', description: 'Connect this agent with a hub; without --code, shows a code to type there' },
  args: { ...directoryFlag, ...pairingFlags },
  run: ({ args }) => inWords(async () => void (await pairAgent(readSettings(process.env, args), print))),
});

const status = defineCommand({
  meta: { name: 'status', description: 'Show connection, printers and jobs' },
  args: directoryFlag,
  run: ({ args }) => inWords(() => showStatus(readSettings(process.env, args).directory, print)),
});

const doctor = defineCommand({
  meta: { name: 'doctor', description: 'Check everything that printing needs and say what to do' },
  args: { ...directoryFlag, hub: pairingFlags.hub },
  run: ({ args }) =>
    inWords(async () => {
      const examined = await examine(readSettings(process.env, args));
      for (const one of examined)
        print(`${one.isWell ? 'ok  ' : 'FAIL'} ${one.what}: ${one.detail}${one.advice === '' ? '' : `\n     → ${one.advice}`}`);
      if (examined.some((one) => !one.isWell)) process.exitCode = 1;
    }),
});

/** Reads the command line and does what it says. */
export function runCommandLine(): Promise<void> {
  return runMain(
    defineCommand({
      meta: { name: 'shopfleet-agent', version: agentVersion, description: 'The print agent: the program next to the printers' },
      subCommands: { run, pair, status, doctor },
    }),
  );
}
