/**
 * `npm run bench`: measures every published figure on this machine; `npm run bench -- order-list` only the named ones. Each leaves its
 * own section, with its day, in bench/README.md; the others stay as they were.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { arch, cpus, totalmem } from 'node:os';
import { bigImport } from './big-import.ts';
import { burst } from './burst.ts';
import { content } from './content.ts';
import { contentBoard } from './content-board.ts';
import { eventToPaper } from './event-to-paper.ts';
import type { Bench, Figure } from './figure.ts';
import { footprint } from './footprint.ts';
import { importRate } from './import-rate.ts';
import { orderList } from './order-list.ts';
import { stockPush } from './stock-push.ts';
import { storms } from './storms.ts';
import { webhookAck } from './webhook-ack.ts';

const benches: readonly Bench[] = [
  importRate,
  orderList,
  webhookAck,
  eventToPaper,
  burst,
  stockPush,
  bigImport,
  storms,
  content,
  contentBoard,
  footprint,
];
const chosen = process.argv.slice(2);
const unknown = chosen.filter((name) => !benches.some((bench) => bench.name === name));
if (unknown.length > 0) {
  console.error(`There is no figure ${unknown.join(', ')}. The figures: ${benches.map((bench) => bench.name).join(' ')}`);
  process.exit(64);
}

const machine = `${cpus().length} cores (${cpus()[0]?.model ?? arch()}), ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`;
const day = new Date().toISOString().slice(0, 10);
const readme = new URL('../README.md', import.meta.url);
for (const bench of benches.filter(({ name }) => chosen.length === 0 || chosen.includes(name))) {
  console.log(`\n${bench.name}: ${bench.about}`);
  const figures = await bench.run();
  console.log(figures.map((figure) => `  ${figure.name}: ${figure.value}   against ${figure.against}   ${figure.ratio}`).join('\n'));
  keep(bench.name, `${bench.about}\n\n${table(figures)}\n\nMeasured on ${day}: ${machine}.`);
}

/** Puts a section in its place among those of the other figures. */
function keep(name: string, text: string): void {
  const known = existsSync(readme) ? readFileSync(readme, 'utf8') : '';
  const sections = new Map(
    known
      .split(/^## /m)
      .slice(1)
      .map((section) => [section.slice(0, section.indexOf('\n')).trim(), section.slice(section.indexOf('\n')).trim()]),
  );
  sections.set(name, text);
  const parts = benches.flatMap((bench) => {
    const section = sections.get(bench.name);
    return section === undefined ? [] : [`## ${bench.name}\n\n${section}\n`];
  });
  const head = '# Figures\n\nMade by `npm run bench`. Ratios hold better than times: other machines are slower or faster.\n';
  writeFileSync(readme, [head, ...parts].join('\n'));
}

function table(figures: readonly Figure[]): string {
  const rows = figures.map(({ name, value, against, ratio }) => `| ${name} | ${value} | ${against} | ${ratio} |`);
  return ['| what | measured | against | ratio |', '|---|---|---|---|', ...rows].join('\n');
}
