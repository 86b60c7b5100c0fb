import { mkdirSync } from 'node:fs';
import { hostname } from 'node:os';
import { systemClock } from '@shopfleet/kernel';
import type { AgentSettings } from '../env.ts';
import { SettingsInvalid } from '../env.ts';
import { pinCertificate } from '../hub/hub-address.ts';
import { type Identity, writeIdentity } from '../hub/identity-file.ts';
import { claimCode, pairByShowing } from '../hub/pairing.ts';
import { agentVersion } from '../version.ts';

/** Pairs by the code that was given, or shows one. Stores the identity for the next starts. */
export async function pairAgent(settings: AgentSettings, print: (line: string) => void): Promise<Identity> {
  if (settings.hub === undefined) throw new SettingsInvalid('Say which hub: --hub https://hub.example (or SHOPFLEET_AGENT_HUB).');
  const pinned = settings.fingerprint === undefined ? undefined : await pinCertificate(settings.hub, settings.fingerprint);
  const address = { url: settings.hub, pinned };
  const self = { name: settings.name ?? hostname(), hostName: hostname(), agentVersion };
  const show = (userCode: string) => print(`Type this code in the hub, under Printers: ${userCode}`);
  const identity =
    settings.code === undefined ? await pairByShowing(address, self, show, systemClock) : await claimCode(address, settings.code, self);
  mkdirSync(settings.directory, { recursive: true, mode: 0o700 });
  writeIdentity(settings.directory, identity);
  print(`Paired with ${identity.hubUrl} as ${identity.agentId}.`);
  return identity;
}
