import { Program } from './program.ts';

/** The print agent with its journal in `directory`. Paired at its first start, when `code` is given. */
export function planAgent(hubUrl: string, directory: string, code: string): Program {
  return new Program({
    name: 'agent',
    file: 'apps/agent/src/main.ts',
    args: ['run', '--hub', hubUrl, '--directory', directory, '--code', code, '--name', 'Packing table'],
    environment: { SHOPFLEET_AGENT_LOG_LEVEL: 'warn', SHOPFLEET_AGENT_CUPS_SERVER: '127.0.0.1:1' },
  });
}
