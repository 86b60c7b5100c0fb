/** Program: the agents' edge of a hub on a given database, which dies at a named crash point. Prints its origin. */

import { openBlobStore } from '@shopfleet/core/files';
import { connectDatabase } from '@shopfleet/db';
import { armCrashPoint, Sealer, silentLog, systemClock } from '@shopfleet/kernel';
import { convertLabel } from '@shopfleet/labels';
import { serveAgents } from './gateway-server.ts';

const [url = '', directory = '', crashPoint = '', hits = '1'] = process.argv.slice(2);
const db = connectDatabase({ url, poolSize: 4 });
const { origin } = await serveAgents({
  db,
  clock: systemClock,
  log: silentLog,
  files: await openBlobStore(directory),
  sealer: new Sealer(new Map([['k1', Buffer.alloc(32, 7)]]), 'k1'),
  labels: { convertLabel },
  publicUrl: 'http://127.0.0.1:1',
  onLabelPrinted: async () => undefined,
});
if (crashPoint !== '') armCrashPoint(crashPoint, Number(hits));
process.stdout.write(`${origin}\n`);
