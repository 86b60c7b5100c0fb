import { hostname } from 'node:os';
import { join } from 'node:path';
import type { Clock, Log } from '@shopfleet/kernel';
import { discoverPrinters } from './discovery/discover-printers.ts';
import { openDriver } from './drivers/open-driver.ts';
import { fetchDocument } from './hub/document-download.ts';
import { HubConversation } from './hub/hub-conversation.ts';
import { HubLink } from './hub/hub-link.ts';
import { addressOf, type Identity } from './hub/identity-file.ts';
import { DocumentStore } from './journal/document-store.ts';
import { Journal } from './journal/journal.ts';
import { PrintFloor } from './printing/print-floor.ts';
import { PrintRecord } from './printing/print-record.ts';
import { PrinterWatch } from './printing/printer-watch.ts';
import { defaultTuning, type Tuning } from './printing/tuning.ts';
import { agentVersion } from './version.ts';

export interface AgentOptions {
  readonly directory: string;
  readonly identity: Identity;
  readonly clock: Clock;
  readonly log: Log;
  /** `host:port` of printers that announce themselves nowhere. */
  readonly manualPrinters: readonly string[];
  readonly cupsServer: string;
  readonly tuning?: Partial<Tuning>;
}

const tidyEveryMs = 6 * 3600 * 1000;

export type Agent = ReturnType<typeof startAgent>;

/** The whole agent, in the order in which its parts depend on each other. Prints what the journal holds at once, hub or no hub. */
export function startAgent({ directory, identity, clock, log, manualPrinters, cupsServer, tuning }: AgentOptions) {
  const startedAtMs = clock.now().getTime();
  const journal = new Journal({ directory, clock });
  const documents = new DocumentStore(join(directory, 'documents'));
  documents.keepOnly(journal.compact());
  const record = new PrintRecord(journal, () => conversation.sayStatuses());
  const floor = new PrintFloor({
    record,
    documents,
    clock,
    log,
    tuning: { ...defaultTuning, ...tuning },
    printersFile: join(directory, 'printers.json'),
    openDriver: ({ driver }) => openDriver(driver, clock),
  });
  const address = addressOf(identity);
  const link: HubLink = new HubLink({
    address,
    token: identity.token,
    log,
    onOpen: () => conversation.open(),
    onMessage: (message) => conversation.hear(message),
  });
  const conversation: HubConversation = new HubConversation({
    journal,
    record,
    log,
    agentVersion,
    hostName: hostname(),
    say: (message) => link.send(message),
    configurePrinters: async (printers) => {
      await floor.configure(printers);
      watch.look();
    },
    refusal: (printerId, format) => {
      const lane = floor.lane(printerId);
      return lane === undefined ? 'This agent has no such printer.' : lane.driver.refusal(format);
    },
    fetchDocument: (document, isWanted) => fetchDocument({ address, token: identity.token, store: documents, log }, document, isWanted),
    wakePrinter: (printerId) => floor.wake(printerId),
    cancel: (ref) => floor.cancel(ref),
    reports: () => floor.reports(),
    discover: () => discoverPrinters({ cupsServer, manualPrinters, log }),
  });
  const watch = new PrinterWatch(
    () => floor.lanes(),
    (reports) => conversation.sayReports(reports),
    log,
  );
  const tidying = setInterval(() => documents.keepOnly(journal.compact()), tidyEveryMs);
  watch.look();
  link.start();

  return {
    directory,
    startedAtMs,
    hubUrl: identity.hubUrl,
    book: journal.book,
    floor,
    link,
    conversation,
    /** Stops taking work, lets running steps finish, gives the journal free. */
    async stop(): Promise<void> {
      clearInterval(tidying);
      link.stop();
      watch.stop();
      await conversation.close();
      await floor.stop();
      journal.close();
    },
  };
}
