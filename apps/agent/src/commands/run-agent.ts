import { systemClock } from '@shopfleet/kernel';
import { pino } from 'pino';
import { startAgent } from '../agent.ts';
import type { AgentSettings } from '../env.ts';
import { type Identity, readIdentity } from '../hub/identity-file.ts';
import { snapshotOf } from '../ui/agent-snapshot.ts';
import { serveLocally } from '../ui/local-server.ts';
import { pairAgent } from './pair-agent.ts';

const parentCheckMs = 500;

/** Runs until a signal, or until the parent process is gone. Pairs first when this directory has no identity, or a new code is given. */
export async function runAgent(settings: AgentSettings, print: (line: string) => void): Promise<void> {
  const log = pino({ level: settings.logLevel, base: null, serializers: { error: pino.stdSerializers.err } });
  const known = readIdentity(settings.directory);
  const identity = known ? atAddress(known, settings.hub) : await pairAgent(settings, print);
  const { directory, cupsServer, manualPrinters } = settings;
  const agent = startAgent({ directory, identity, clock: systemClock, log, cupsServer, manualPrinters });
  const ui = await serveLocally(directory, settings.uiPort ?? 0, () => snapshotOf(agent));
  log.info({ hub: identity.hubUrl, agentId: identity.agentId }, 'The print agent runs');
  print(`Print agent for ${identity.hubUrl}. Its own screen: ${ui.url}`);
  const reason = await stopReason(settings.parentPid);
  log.info({ reason }, 'The print agent stops');
  await ui.close();
  await agent.stop();
}

/** A hub may move: the address that this start names wins over the one of pairing. */
function atAddress(identity: Identity, hubUrl: string | undefined): Identity {
  return hubUrl === undefined ? identity : { ...identity, hubUrl };
}

function stopReason(parentPid: number | undefined): Promise<string> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.once(signal, () => resolve(signal));
    if (parentPid === undefined) return;
    const timer = setInterval(() => {
      if (isRunning(parentPid)) return;
      clearInterval(timer);
      resolve('the parent is gone');
    }, parentCheckMs).unref();
  });
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
