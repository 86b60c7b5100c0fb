import { connect, type Socket } from 'node:net';

export interface ZebraPortOptions {
  readonly host: string;
  readonly port: number;
  readonly connectMs?: number;
  /** How long a printer may take to answer a question. */
  readonly answerMs?: number;
}

/** The printer took the connection but did not answer a question in time. */
export class ZebraSilent extends Error {
  override readonly name = 'ZebraSilent';
}

/** No connection, or it broke. */
export class ZebraUnreachable extends Error {
  override readonly name = 'ZebraUnreachable';
}

const keepOpenMs = 3_000;

/** One TCP connection to port 9100, shared by the job and the status poll, one exchange at a time. Opened when needed. */
export class ZebraPort {
  readonly #options: Required<ZebraPortOptions>;
  #socket: Socket | undefined;
  #received = '';
  #wake: () => void = () => undefined;
  #turn: Promise<unknown> = Promise.resolve();
  #closeTimer: NodeJS.Timeout | undefined;

  constructor(options: ZebraPortOptions) {
    this.#options = { connectMs: 3_000, answerMs: 2_000, ...options };
  }

  /** Sends a command and answers the first match of the pattern in what comes back. */
  ask(command: string, pattern: RegExp): Promise<string> {
    return this.#inTurn(async (socket) => {
      this.#received = '';
      await written(socket, Buffer.from(command, 'latin1'));
      const deadline = Date.now() + this.#options.answerMs;
      for (;;) {
        const match = pattern.exec(this.#received);
        if (match !== null) return match[0];
        if (this.#socket !== socket) throw new ZebraUnreachable(`${this.#name()} closed the connection.`);
        if (Date.now() >= deadline) throw new ZebraSilent(`${this.#name()} does not answer ${command.trim()}.`);
        await this.#moreOrDeadline(deadline);
      }
    });
  }

  /** Hands a whole document over in one write. Returns when the operating system has sent or buffered all of it. */
  write(bytes: Buffer): Promise<void> {
    return this.#inTurn((socket) => written(socket, bytes));
  }

  close(): void {
    clearTimeout(this.#closeTimer);
    this.#socket?.destroy();
    this.#socket = undefined;
  }

  #inTurn<T>(exchange: (socket: Socket) => Promise<T>): Promise<T> {
    const mine = this.#turn.then(async () => {
      clearTimeout(this.#closeTimer);
      const result = await exchange(await this.#connected());
      this.#closeTimer = setTimeout(() => this.close(), keepOpenMs).unref();
      return result;
    });
    // The next exchange waits for this one however it ends; its own caller hears of a failure through `mine`.
    this.#turn = mine.then(
      () => undefined,
      () => this.close(),
    );
    return mine;
  }

  async #connected(): Promise<Socket> {
    if (this.#socket !== undefined) return this.#socket;
    const { host, port, connectMs } = this.#options;
    const socket = connect({ host, port, noDelay: true });
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const timer = setTimeout(() => socket.destroy(new Error('no connection in time')), connectMs);
    socket.once('connect', resolve);
    socket.on('error', (error: NodeJS.ErrnoException) =>
      reject(new ZebraUnreachable(`${this.#name()} is not reachable: ${error.code ?? error.message}.`)),
    );
    socket.on('close', () => this.#lost(socket));
    socket.on('data', (data) => this.#take(data));
    await promise.finally(() => clearTimeout(timer));
    this.#socket = socket;
    return socket;
  }

  #take(data: Buffer): void {
    // A printer that talks without end must not fill the memory.
    this.#received = (this.#received + data.toString('latin1')).slice(-65_536);
    this.#wake();
  }

  #lost(socket: Socket): void {
    if (this.#socket === socket) this.#socket = undefined;
    this.#wake();
  }

  #moreOrDeadline(deadline: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, Math.max(0, deadline - Date.now()));
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  #name(): string {
    return `The printer at ${this.#options.host}:${this.#options.port}`;
  }
}

function written(socket: Socket, bytes: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.write(bytes, (error) =>
      error ? reject(new ZebraUnreachable(`The connection broke while writing: ${error.message}.`)) : resolve(),
    );
  });
}
