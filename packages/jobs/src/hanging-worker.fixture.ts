/** Program of a crash test: claims jobs, never ends them, and waits to be killed. */
import { connectDatabase } from '@shopfleet/db';
import { silentLog } from '@shopfleet/kernel';
import { createJobs, defineJob } from './index.ts';

const url = process.argv[2] ?? '';
const held = defineJob<number>({ name: 'held', lane: 'orders', parse: Number });
const jobs = createJobs({ url, database: connectDatabase({ url }), kinds: [held], log: silentLog });
jobs.work(held, () => new Promise(() => undefined), { concurrency: 20 });
await jobs.start({ work: true });
