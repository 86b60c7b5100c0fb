import type {
  pairedSchema,
  pairingClaimSchema,
  pairingPendingSchema,
  pairingStartedSchema,
  pairingStartSchema,
} from '@shopfleet/contracts';
import { HubError, newId, Secret } from '@shopfleet/kernel';
import type { z } from 'zod';
import { type Actor, recordAudit } from '../../audit/index.ts';
import { announce } from '../../edge/index.ts';
import type { PrintingDeps } from '../printing-deps.ts';
import { insertAgent } from './agent-store.ts';
import { hashOf, newPairingCode, newToken, readCode, showCode } from './agent-token.ts';
import { findByDeviceCode, insertPairing, isStalePairing, type PairingRow, saveSealedToken, usePairing } from './pairing-store.ts';

const codeLivesMs = 10 * 60_000;
const pollSeconds = 2;
const sealedRow = (agentId: string) => `agent:${agentId}:token`;

type Deps = Pick<PrintingDeps, 'db' | 'clock' | 'sealer'>;
type Paired = z.infer<typeof pairedSchema>;

/** First way, step one: a code that the dashboard shows and an agent is started with. */
export async function createPairingCode(deps: Deps, tenantId: string): Promise<{ code: string; expiresAt: Date }> {
  const code = newPairingCode();
  const expiresAt = new Date(deps.clock.now().getTime() + codeLivesMs);
  await deps.db.asSystem((tx) => insertPairing(tx, { codeHash: hashOf(code), tenantId, expiresAt }));
  return { code: showCode(code), expiresAt };
}

/** First way, step two: the agent brings the code. Throws `PAIRING_CODE_INVALID` or `PAIRING_CODE_EXPIRED`. */
export async function claimPairing(deps: Deps, claim: z.infer<typeof pairingClaimSchema>): Promise<Paired> {
  const row = await useCode(deps, claim.code, { way: 'agent-claims' });
  if (row.tenant_id === null) throw new Error('a claimed code has no tenant');
  const actor: Actor = { kind: 'agent', id: claim.hostName || claim.name };
  return addAgent(deps, row.tenant_id, claim, actor);
}

/** Second way, step one: the agent asks for a code to show. */
export async function startPairing(deps: Deps, self: z.infer<typeof pairingStartSchema>): Promise<z.infer<typeof pairingStartedSchema>> {
  const userCode = newPairingCode();
  const deviceCode = newToken();
  const expiresAt = new Date(deps.clock.now().getTime() + codeLivesMs);
  const { name: agentName, hostName, agentVersion } = self;
  await deps.db.asSystem((tx) =>
    insertPairing(tx, { codeHash: hashOf(userCode), deviceCodeHash: hashOf(deviceCode), agentName, hostName, agentVersion, expiresAt }),
  );
  return { deviceCode, userCode: showCode(userCode), expiresAt: expiresAt.toISOString(), intervalSeconds: pollSeconds };
}

/** Second way, step two: a person types the code into the dashboard. Answers the agent's id. */
export async function approvePairing(
  deps: Deps,
  input: { tenantId: string; actor: Actor; code: string; name?: string | undefined },
): Promise<string> {
  const row = await useCode(deps, input.code, { way: 'person-approves', tenantId: input.tenantId });
  const self = { name: input.name ?? row.agent_name, hostName: row.host_name, agentVersion: row.agent_version };
  const { agentId, token } = await addAgent(deps, input.tenantId, self, input.actor);
  const sealed = deps.sealer.seal(new Secret(token), sealedRow(agentId));
  await deps.db.asSystem((tx) => saveSealedToken(tx, hashOf(readCode(input.code)), agentId, sealed));
  return agentId;
}

/** Second way, step three: the agent asks whether somebody typed its code; the token is there until the code's ten minutes end. */
export async function pollPairing(deps: Deps, deviceCode: string): Promise<Paired | z.infer<typeof pairingPendingSchema>> {
  const row = await deps.db.asSystem((tx) => findByDeviceCode(tx, hashOf(deviceCode), deps.clock.now()));
  if (!row) throw new HubError('PAIRING_CODE_INVALID', { message: 'The hub does not know this pairing. Start again.' });
  if (row.is_expired) throw new HubError('PAIRING_CODE_EXPIRED', { message: 'Nobody typed the code within 10 minutes. Start again.' });
  if (row.agent_id === null || row.token_sealed === null) return { status: 'pending' };
  return { status: 'paired', agentId: row.agent_id, token: deps.sealer.open(row.token_sealed, sealedRow(row.agent_id)).reveal() };
}

async function useCode(deps: Deps, typed: string, by: Parameters<typeof usePairing>[2]): Promise<PairingRow> {
  const codeHash = hashOf(readCode(typed));
  const { row, isStale } = await deps.db.asSystem(async (tx) => {
    const used = await usePairing(tx, codeHash, by, deps.clock.now());
    return { row: used, isStale: used === undefined && (await isStalePairing(tx, codeHash)) };
  });
  if (row) return row;
  throw isStale
    ? new HubError('PAIRING_CODE_EXPIRED', { message: 'This code was used already or is older than 10 minutes. Make a new one.' })
    : new HubError('PAIRING_CODE_INVALID', { message: 'No agent waits with this code. Check it letter by letter, or make a new one.' });
}

async function addAgent(
  deps: Deps,
  tenantId: string,
  self: { name: string; hostName: string; agentVersion: string },
  actor: Actor,
): Promise<Paired> {
  const token = newToken();
  const at = deps.clock.now();
  const id = newId('agent', at.getTime());
  await deps.db.asTenant(tenantId, async (tx) => {
    await insertAgent(tx, { tenantId, id, ...self, name: self.name || self.hostName || 'Agent', tokenHash: hashOf(token), at });
    await announce(tx, deps.clock, tenantId, { topic: 'agent', id, what: 'paired' });
    const detail = { name: self.name, hostName: self.hostName };
    await recordAudit(tx, deps.clock, tenantId, { actor, action: 'agent.paired', subject: { kind: 'agent', id }, detail });
  });
  return { status: 'paired', agentId: id, token };
}
