/** Loaded before a program: arms the crash point that `E2E_CRASH_AT` names, as `name` or `name:hits`. */
import { armCrashPoint } from '@shopfleet/kernel';

const [name = '', hits = '1'] = (process.env.E2E_CRASH_AT ?? '').split(':');
if (name !== '') armCrashPoint(name, Number(hits));
