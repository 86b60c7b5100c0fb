import { homedir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';

const number = (min: number, max: number) => z.coerce.number().int().min(min).max(max);

const variables = {
  SHOPFLEET_AGENT_HUB: z.url({ protocol: /^https?$/ }).optional(),
  SHOPFLEET_AGENT_DIRECTORY: z.string().min(1).optional(),
  SHOPFLEET_AGENT_CODE: z.string().min(1).optional(),
  SHOPFLEET_AGENT_NAME: z.string().min(1).max(100).optional(),
  SHOPFLEET_AGENT_FINGERPRINT: z.string().min(1).optional(),
  SHOPFLEET_AGENT_PARENT_PID: number(1, 2 ** 31).optional(),
  SHOPFLEET_AGENT_UI_PORT: number(0, 65_535).optional(),
  SHOPFLEET_AGENT_CUPS_SERVER: z.string().min(1).optional(),
  SHOPFLEET_AGENT_PRINTERS: z.string().optional(),
  SHOPFLEET_AGENT_LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).optional(),
};
const schema = z.object(variables);
type Variable = keyof typeof variables;

/** The agent's settings. A flag of the command line wins over the variable of the same name. */
export interface AgentSettings {
  readonly hub: string | undefined;
  readonly directory: string;
  readonly code: string | undefined;
  readonly name: string | undefined;
  readonly fingerprint: string | undefined;
  readonly parentPid: number | undefined;
  readonly uiPort: number | undefined;
  readonly cupsServer: string;
  readonly manualPrinters: readonly string[];
  readonly logLevel: string;
}

/** Something in the environment or on the command line is wrong; the message names every complaint. */
export class SettingsInvalid extends Error {
  override readonly name = 'SettingsInvalid';
}

type Flags = Readonly<Partial<Record<'hub' | 'directory' | 'code' | 'name' | 'fingerprint' | 'parentPid' | 'uiPort', string | undefined>>>;

const flagNames: Readonly<Record<keyof Flags, Variable>> = {
  hub: 'SHOPFLEET_AGENT_HUB',
  directory: 'SHOPFLEET_AGENT_DIRECTORY',
  code: 'SHOPFLEET_AGENT_CODE',
  name: 'SHOPFLEET_AGENT_NAME',
  fingerprint: 'SHOPFLEET_AGENT_FINGERPRINT',
  parentPid: 'SHOPFLEET_AGENT_PARENT_PID',
  uiPort: 'SHOPFLEET_AGENT_UI_PORT',
};

/** Reads environment and flags once. Throws `SettingsInvalid` with all complaints together. */
export function readSettings(environment: NodeJS.ProcessEnv, flags: Flags): AgentSettings {
  const given = Object.entries(flagNames).flatMap(([flag, variable]) => {
    const value = flags[flag as keyof Flags];
    return value === undefined ? [] : [[variable, value]];
  });
  const parsed = schema.safeParse({ ...withoutEmpty(environment), ...Object.fromEntries(given) });
  if (!parsed.success)
    throw new SettingsInvalid(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n'));
  const values = parsed.data;
  return {
    hub: values.SHOPFLEET_AGENT_HUB,
    directory: values.SHOPFLEET_AGENT_DIRECTORY ?? join(homedir(), '.shopfleet-agent'),
    code: values.SHOPFLEET_AGENT_CODE,
    name: values.SHOPFLEET_AGENT_NAME,
    fingerprint: values.SHOPFLEET_AGENT_FINGERPRINT,
    parentPid: values.SHOPFLEET_AGENT_PARENT_PID,
    uiPort: values.SHOPFLEET_AGENT_UI_PORT,
    cupsServer: values.SHOPFLEET_AGENT_CUPS_SERVER ?? (process.platform === 'win32' ? 'localhost:631' : '/run/cups/cups.sock'),
    manualPrinters: (values.SHOPFLEET_AGENT_PRINTERS ?? '')
      .split(',')
      .map((text) => text.trim())
      .filter((text) => text !== ''),
    logLevel: values.SHOPFLEET_AGENT_LOG_LEVEL ?? 'info',
  };
}

/** An empty variable counts as not set. */
function withoutEmpty(environment: NodeJS.ProcessEnv): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
}
