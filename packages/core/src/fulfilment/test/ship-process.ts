/** Program: works on one package until it is done, and dies at a named crash point. Arguments as below. */
import { setTimeout as sleep } from 'node:timers/promises';
import { connectDatabase } from '@shopfleet/db';
import { createJobs, RetryAt } from '@shopfleet/jobs';
import { armCrashPoint, ManualClock, silentLog } from '@shopfleet/kernel';
import { shipPackage } from '../index.ts';
import { FileMarket } from './file-market.ts';
import { composeFulfilment } from './fulfilment-parts.ts';
import { jobKinds, tenantId } from './fulfilment-world.ts';

const [url = '', directory = '', packageId = '', crashPoint = ''] = process.argv.slice(2);
const db = connectDatabase({ url, poolSize: 3 });
const clock = new ManualClock(new Date());
const jobs = createJobs({ url, database: db, kinds: jobKinds, log: silentLog, clock });
await jobs.start({ work: false });
const market = new FileMarket(`${directory}/market.json`);
const { deps } = await composeFulfilment({ db, jobs, clock, market, directory: `${directory}/files` });
if (crashPoint !== '') armCrashPoint(crashPoint);
for (let isDone = false; !isDone; ) {
  try {
    await shipPackage(deps, tenantId, { packageId, requestedBy: 'Ana' }, new AbortController().signal);
    isDone = true;
  } catch (error) {
    if (!(error instanceof RetryAt)) throw error;
    clock.advance(Math.max(0, error.at.getTime() - clock.now().getTime()));
    await sleep(10);
  }
}
await jobs.stop();
await db.close();
