import { defineCommand } from 'citty';
import { examine } from '../doctor/examine.ts';
import { type Finding, ok } from '../doctor/finding.ts';
import { loadConfigOrExit } from './load-config.ts';

export const doctor = defineCommand({
  meta: { name: 'doctor', description: 'Check everything that the hub needs, and say what to do; repairs nothing' },
  args: { json: { type: 'boolean', default: false, description: 'Print the findings as JSON' } },
  async run({ args }) {
    const config = await loadConfigOrExit();
    const findings = [ok('environment', 'every variable is fine'), ...(await examine(config))];
    const isWell = findings.every(({ state }) => state !== 'failed');
    console.log(args.json ? JSON.stringify({ isWell, findings }, null, 2) : findings.map(asText).join('\n'));
    process.exitCode = isWell ? 0 : 1;
  },
});

const asText = ({ what, state, detail, todo }: Finding): string =>
  `${state.padEnd(8)} ${what}: ${detail}${todo ? `\n         → ${todo}` : ''}`;
