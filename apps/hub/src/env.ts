import type { z } from 'zod';
import { amazonVariables } from './config/variables/amazon.ts';
import { contentVariables } from './config/variables/content.ts';
import { databaseVariables } from './config/variables/database.ts';
import { ebayVariables } from './config/variables/ebay.ts';
import { peopleVariables } from './config/variables/people.ts';
import { printingVariables } from './config/variables/printing.ts';
import { runningVariables } from './config/variables/running.ts';
import { secretVariables } from './config/variables/secrets.ts';
import { shopeeVariables } from './config/variables/shopee.ts';
import { tiktokContentVariables } from './config/variables/tiktok-content.ts';
import { tiktokShopVariables } from './config/variables/tiktok-shop.ts';
import { webVariables } from './config/variables/web.ts';

/** Every variable that the hub reads. `.env.example` and docs/reference/configuration.md are made from this list. */
export const envVariables = {
  ...runningVariables,
  ...databaseVariables,
  ...secretVariables,
  ...webVariables,
  ...peopleVariables,
  ...printingVariables,
  ...tiktokShopVariables,
  ...shopeeVariables,
  ...ebayVariables,
  ...amazonVariables,
  ...contentVariables,
  ...tiktokContentVariables,
} as const;

export type EnvName = keyof typeof envVariables;
export type EnvValues = { readonly [N in EnvName]: z.output<(typeof envVariables)[N]['schema']> };

/** Everything that is wrong with the environment, one line for each variable. */
export class EnvironmentError extends Error {
  readonly complaints: readonly string[];

  constructor(complaints: readonly string[]) {
    super(`The hub cannot start with this environment:\n${complaints.map((line) => `  ${line}`).join('\n')}`);
    this.name = 'EnvironmentError';
    this.complaints = complaints;
  }
}

/** Reads every variable at once; an empty one counts as not set. Throws one `EnvironmentError` with all complaints. */
export function readEnvironment(environment: Readonly<Record<string, string | undefined>> = process.env): EnvValues {
  const complaints: string[] = [];
  const values: Record<string, unknown> = {};
  for (const [name, { schema, hint }] of Object.entries(envVariables)) {
    const result = schema.safeParse(environment[name]?.trim() || undefined);
    if (result.success) values[name] = result.data;
    else complaints.push(`${name} ${result.error.issues[0]?.message ?? 'is not valid'}; ${hint}`);
  }
  if (complaints.length > 0) throw new EnvironmentError(complaints);
  return values as EnvValues;
}
