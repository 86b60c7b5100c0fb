import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { type PrintedLabel, ZebraMemory } from './zebra-memory.ts';

export interface ZebraSimulatorOptions {
  readonly port?: number;
  readonly labelMs?: number;
  /** Without a counter it does not know `getvar`; without status it answers nothing at all. */
  readonly hasOdometer?: boolean;
  readonly hasStatus?: boolean;
}

const getOdometer = '! U1 getvar "odometer.total_label_count"\r\n';
const flag = (value: boolean): string => (value ? '1' : '0');
const padded = (value: number, length: number): string => String(value).padStart(length, '0');

/**
 * A Zebra on a loopback port, after the ZPL guide: `~HS`, the label counter, formats in a memory that survives a lost connection.
 * Half a format is thrown away when its connection ends.
 */
export async function startZebraSimulator({ port = 0, labelMs = 40, hasOdometer = true, hasStatus = true }: ZebraSimulatorOptions = {}) {
  const memory = new ZebraMemory(labelMs);
  const sockets = new Set<Socket>();
  let received = Buffer.alloc(0);
  const hostStatus = () =>
    `\x02030,${flag(memory.isPaperOut)},${flag(memory.isPaused)},1218,${padded(memory.formatsWaiting, 3)},0,0,0,000,0,0,0\x03\r\n` +
    `\x02000,0,${flag(memory.isHeadUp)},0,0,2,4,0,${padded(memory.labelsRemaining, 8)},1,000\x03\r\n\x021234,0\x03\r\n`;
  const answers: readonly { readonly command: string; readonly act: (socket: Socket) => void }[] = [
    { command: '~HS', act: (socket) => hasStatus && socket.write(hostStatus()) },
    { command: getOdometer, act: (socket) => hasStatus && hasOdometer && socket.write(`"${memory.odometer}"\r\n`) },
  ];
  const server = createServer((socket) => {
    sockets.add(socket);
    let pending = Buffer.alloc(0);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
    socket.on('data', (data) => {
      received = Buffer.concat([received, data]);
      pending = Buffer.concat([pending, data]);
      for (let next = firstOf(pending, answers); next !== undefined; next = firstOf(pending, answers)) {
        if (next.command === '^XZ') memory.take(pending.subarray(0, next.end));
        else answers.find(({ command }) => command === next?.command)?.act(socket);
        pending =
          next.command === '^XZ' ? pending.subarray(next.end) : Buffer.concat([pending.subarray(0, next.at), pending.subarray(next.end)]);
      }
    });
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const ownPort = typeof address === 'object' && address !== null ? address.port : port;
  return {
    host: '127.0.0.1',
    port: ownPort,
    odometer: (): number => memory.odometer,
    labels: (): readonly PrintedLabel[] => memory.labels,
    /** Every byte that arrived, questions included. */
    received: (): Buffer => received,
    setPaperOut: (isOut: boolean): void => memory.setPaperOut(isOut),
    setHeadUp: (isUp: boolean): void => memory.setHeadUp(isUp),
    /** The paper ends in the middle of the next label, which prints anew once there is paper. */
    stopMidPage: (): void => memory.stopMidPage(),
    /** Drops every connection, and forgets what it had not printed, as after a power cut. */
    powerCycle: (): void => {
      memory.forget();
      for (const socket of sockets) socket.destroy();
    },
    /** Drops every connection; the memory stays. */
    disconnect: (): void => {
      for (const socket of sockets) socket.destroy();
    },
    settled: async (): Promise<void> => {
      while (memory.formatsWaiting + memory.labelsRemaining > 0) await sleep(10);
    },
    async [Symbol.asyncDispose](): Promise<void> {
      memory.stop();
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

export type ZebraSimulator = Awaited<ReturnType<typeof startZebraSimulator>>;

function firstOf(pending: Buffer, answers: readonly { readonly command: string }[]) {
  const found = [...answers.map(({ command }) => command), '^XZ']
    .map((command) => ({ command, at: pending.indexOf(command) }))
    .filter(({ at }) => at >= 0);
  const first = found.sort((a, b) => a.at - b.at)[0];
  return first === undefined ? undefined : { ...first, end: first.at + first.command.length };
}
