import { mkdirSync } from 'node:fs';
import { type ChildProgram, startProgram } from '@shopfleet/test-kit/printers';
import { writeIdentity } from '../hub/identity-file.ts';
import { mainFile } from './agent-command.ts';
import { peerToken } from './hub-peer.ts';

/** Makes a directory look paired with a hub. */
export function pairedDirectory(directory: string, hubUrl: string): string {
  mkdirSync(directory, { recursive: true });
  writeIdentity(directory, { hubUrl, agentId: 'agt_test', token: peerToken });
  return directory;
}

/** Starts the real program. `crashAt`: a named crash point, with `:hits`. */
export function startAgentProcess(directory: string, { crashAt = '', args = [] as readonly string[] } = {}): Promise<ChildProgram> {
  const environment = { SHOPFLEET_CRASH_AT: crashAt, SHOPFLEET_AGENT_LOG_LEVEL: 'warn', SHOPFLEET_AGENT_CUPS_SERVER: '127.0.0.1:1' };
  return startProgram(process.execPath, [mainFile, 'run', '--directory', directory, ...args], environment);
}
