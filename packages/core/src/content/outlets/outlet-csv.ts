import { type ConnectStatus, outletRoutes } from '@shopfleet/contracts';
import type { Database } from '@shopfleet/db';
import { csvLines } from '../../edge/index.ts';
import { listOutlets, type OutletView, type ViewDeps } from './list-outlets.ts';
import type { OutletFilter } from './outlet-store.ts';

const ofFields = {
  code: (outlet) => outlet.code,
  name: (outlet) => outlet.name,
  pic_name: (outlet) => outlet.picName,
  pic_contact: (outlet) => outlet.picContact,
  group: (outlet) => outlet.groupName,
  time_zone: (outlet) => outlet.timeZone,
} as const satisfies Record<(typeof outletRoutes.outletImportColumns)[number], (outlet: OutletView) => string>;

/** The columns of the import first, so that a file that was saved here can be changed and read in again. */
const columns: readonly (readonly [string, (outlet: OutletView) => string])[] = [
  ...outletRoutes.outletImportColumns.map((title) => [title, ofFields[title]] as const),
  ['status', ({ status }) => status],
  ['accounts', ({ accounts }) => accounts.map(({ handle, displayName, externalId }) => handle || displayName || externalId).join(' ')],
  ['connected_at', ({ accounts }) => latest(accounts.map(({ connectedAt }) => connectedAt))],
  ['authorisation_ends_at', ({ accounts }) => soonest(accounts.flatMap(({ refreshExpiresAt }) => refreshExpiresAt ?? []))],
  ['open_links', ({ openInvitations }) => String(openInvitations)],
];

const latest = (instants: readonly string[]): string => instants.toSorted().at(-1) ?? '';
const soonest = (instants: readonly string[]): string => instants.toSorted()[0] ?? '';
const pageSize = 200;

/** Every outlet under a filter as CSV, page by page, so that the size does not matter. */
export async function* streamOutletsCsv(
  db: Database,
  tenantId: string,
  deps: ViewDeps,
  filter: OutletFilter & { readonly status?: ConnectStatus | undefined },
): AsyncGenerator<string> {
  yield csvLines([columns.map(([title]) => title)]);
  let cursor: string | undefined;
  do {
    const at = cursor;
    const page = await db.asTenant(tenantId, (tx) => listOutlets(tx, deps, filter, { cursor: at, limit: pageSize }));
    if (page.items.length > 0) yield csvLines(page.items.map((outlet) => columns.map(([, of]) => of(outlet))));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
}
