import type { Database } from '@shopfleet/db';
import type { Jobs } from '@shopfleet/jobs';
import { type Clock, Sealer, silentLog } from '@shopfleet/kernel';
import { convertLabel } from '@shopfleet/labels';
import type { Platform } from '@shopfleet/platform-kit';
import { openBlobStore } from '../../files/index.ts';
import { beginLabel, type PrintingDeps, printLabel, pullLabelsOfPackage } from '../../printing/index.ts';
import { confirmPrinted, type FulfilmentDeps } from '../index.ts';
import { access, type FileMarket } from './file-market.ts';

/** Fulfilment and printing put together as the hub does it, against a marketplace in a file. */
export async function composeFulfilment(input: { db: Database; jobs: Jobs; clock: Clock; market: FileMarket; directory: string }) {
  const { db, jobs, clock, market, directory } = input;
  const files = await openBlobStore(directory);
  const printing: PrintingDeps = {
    db,
    clock,
    log: silentLog,
    files,
    sealer: new Sealer(new Map([['k1', Buffer.alloc(32, 7)]]), 'k1'),
    labels: { convertLabel },
    publicUrl: 'http://127.0.0.1:1',
    onLabelPrinted: (tx, printed) => confirmPrinted(tx, { clock, jobs }, printed),
  };
  const deps: FulfilmentDeps = {
    db,
    jobs,
    clock,
    log: silentLog,
    files,
    openShop: async (_tx, id) => ({ shop: { id, platform: 'test_market' }, platform: market.platform as Platform, access }),
    noteFailure: async () => undefined,
    printLabel: async (request) => {
      const { job, isNew } = await printLabel(printing, request);
      return { printJobId: job.id, state: job.state, problem: job.problem, printerName: job.printer_name, isNew };
    },
    beginLabel: (ahead) => beginLabel(printing, ahead),
    pullLabels: (tx, packageId, reason) => pullLabelsOfPackage(tx, { clock }, packageId, reason),
  };
  return { printing, deps };
}
