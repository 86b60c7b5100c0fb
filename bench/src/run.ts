/** `npm run bench`: measures every published figure on this machine; `npm run bench -- order-list` only the named ones. */
import { writeFileSync } from 'node:fs';
import { arch, cpus, totalmem } from 'node:os';
import { burst } from './burst.ts';
import { content } from './content.ts';
import { contentBoard } from './content-board.ts';
import { eventToPaper } from './event-to-paper.ts';
import type { Bench, Figure } from './figure.ts';
import { footprint } from './footprint.ts';
import { importRate } from './import-rate.ts';
import { orderList } from './order-list.ts';
import { webhookAck } from './webhook-ack.ts';

const benches: readonly Bench[] = [importRate, orderList, webhookAck, eventToPaper, burst, content, contentBoard, footprint];
const chosen = process.argv.slice(2);
const unknown = chosen.filter((name) => !benches.some((bench) => bench.name === name));
if (unknown.length > 0) {
  console.error(`There is no figure ${unknown.join(', ')}. The figures: ${benches.map((bench) => bench.name).join(' ')}`);
  process.exit(64);
}

const machine = `${cpus().length} cores (${cpus()[0]?.model ?? arch()}), ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`;
const parts: string[] = [];
for (const bench of benches.filter(({ name }) => chosen.length === 0 || chosen.includes(name))) {
  console.log(`\n${bench.name}: ${bench.about}`);
  const figures = await bench.run();
  console.log(figures.map((figure) => `  ${figure.name}: ${figure.value}   against ${figure.against}   ${figure.ratio}`).join('\n'));
  parts.push(`## ${bench.name}\n\n${bench.about}\n\n${table(figures)}`);
}

if (chosen.length === 0) {
  const day = new Date().toISOString().slice(0, 10);
  const head = `# Figures\n\nMade by \`npm run bench\` on ${day}: ${machine}. Ratios hold better than times: other machines are slower or faster.\n`;
  writeFileSync(new URL('../README.md', import.meta.url), `${head}\n${parts.join('\n\n')}\n`);
}

function table(figures: readonly Figure[]): string {
  const rows = figures.map(({ name, value, against, ratio }) => `| ${name} | ${value} | ${against} | ${ratio} |`);
  return ['| what | measured | against | ratio |', '|---|---|---|---|', ...rows].join('\n');
}
