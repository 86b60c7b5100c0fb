/** Loaded before the program, as `crash-switch.ts?at=<name>`: arms that crash point. */
import { armCrashPoint } from '@shopfleet/kernel';

armCrashPoint(new URL(import.meta.url).searchParams.get('at') ?? '');
