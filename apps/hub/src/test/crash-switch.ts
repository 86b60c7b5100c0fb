/** Loaded before the program: arms the crash point that `TEST_CRASH_AT` names. */
import { env } from 'node:process';
import { armCrashPoint } from '@shopfleet/kernel';

armCrashPoint(env.TEST_CRASH_AT ?? '');
