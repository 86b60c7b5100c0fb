const prefix = '/_control/';

export const isControlPath = (path: string): boolean => path.startsWith(prefix);

export type Command<Control> = (control: Control, input: never) => unknown;
export type Commands<Control> = Readonly<Record<string, Command<Control>>>;

/** One call and its way back, as the marketplace's own server reads and writes them. */
export interface ControlCall {
  readonly method: string;
  readonly path: string;
  readonly query: ReadonlyMap<string, string>;
  readBody(): Promise<Buffer>;
  answer(status: number, value: unknown): void;
}

/**
 * `{ok: true, result}` or `{ok: false, error}` with 400 or 404. For people and tests on this machine; unsigned. GET takes its input from the
 * query, POST from a JSON body; both are one object.
 */
export async function answerControl<Control>(
  { reads, writes, control, persist }: { reads: Commands<Control>; writes: Commands<Control>; control: Control; persist: () => void },
  call: ControlCall,
): Promise<void> {
  const isRead = call.method === 'GET';
  const command = (isRead ? reads : writes)[call.path.slice(prefix.length)];
  if (!command) return call.answer(404, { ok: false, error: `no such control call: ${call.method} ${call.path}` });
  try {
    const input = isRead ? Object.fromEntries(call.query) : readInput(await call.readBody());
    const result = await Reflect.apply(command, undefined, [control, input]);
    // What was answered must outlive a killed process.
    persist();
    call.answer(200, { ok: true, result: result ?? null });
  } catch (error) {
    if (!(error instanceof RangeError) && !(error instanceof SyntaxError)) throw error;
    call.answer(400, { ok: false, error: error.message });
  }
}

function readInput(bytes: Buffer): object {
  const input: unknown = bytes.length === 0 ? {} : JSON.parse(bytes.toString('utf8'));
  if (typeof input !== 'object' || input === null || Array.isArray(input)) throw new SyntaxError('the body must be a JSON object');
  return input;
}
