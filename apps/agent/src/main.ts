#!/usr/bin/env node
import { enableCompileCache } from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';

const crashAt = process.env.SHOPFLEET_CRASH_AT;
if (crashAt !== undefined && crashAt !== '') {
  const { armCrashPoint } = await import('@shopfleet/kernel');
  const [name = '', hits = '1'] = crashAt.split(':');
  armCrashPoint(name, Number(hits));
}

// Half the start and a quarter of the memory go into reading TypeScript; what follows is loaded after this line so that it profits.
// In the user's own folder: code from a folder that others may write would run here.
enableCompileCache(join(homedir(), '.cache', 'shopfleet-agent'));
const { runCommandLine } = await import('./commands/command-line.ts');
await runCommandLine();
