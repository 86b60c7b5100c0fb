/** Flags that every command takes; each has an environment variable of the same meaning (see `env.ts`). */
export const directoryFlag = {
  directory: { type: 'string', description: 'where the agent keeps its journal and its token', valueHint: 'path' },
} as const;
export const pairingFlags = {
  hub: { type: 'string', description: 'address of the hub', valueHint: 'https://hub.example' },
  code: { type: 'string', description: 'pairing code from the dashboard' },
  name: { type: 'string', description: 'what the hub calls this agent; the host name when missing' },
  fingerprint: { type: 'string', description: 'the only certificate to accept, for hubs with one of their own', valueHint: 'sha256:…' },
} as const;
