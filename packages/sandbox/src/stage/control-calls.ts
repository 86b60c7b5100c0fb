import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody, sendJson, type Target } from './incoming.ts';

const prefix = '/_control/';

export const isControlPath = (path: string): boolean => path.startsWith(prefix);

type Command<Control> = (control: Control, input: never) => unknown;
export type Commands<Control> = Readonly<Record<string, Command<Control>>>;

export type AnswerControl<Control> = (
  control: Control,
  request: IncomingMessage,
  response: ServerResponse,
  target: Target,
  persist: () => void,
) => Promise<void>;

/**
 * Answers the calls of the control page or of a test: `{ok: true, result}` or `{ok: false, error}` with 400 or 404. For people and tests on
 * this machine; unsigned. GET takes its input from the query, POST from a JSON body; both are one object.
 */
export function controlApi<Control>(reads: Commands<Control>, writes: Commands<Control>): AnswerControl<Control> {
  return async (control, request, response, { path, query }, persist) => {
    const isRead = request.method === 'GET';
    const name = path.slice(prefix.length);
    const commands = isRead ? reads : writes;
    const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (!command) return sendJson(response, 404, { ok: false, error: `no such control call: ${request.method} ${path}` });
    try {
      const body = await readBody(request, () => new RangeError('the body is too large'));
      const input = isRead ? Object.fromEntries(query) : readInput(body);
      const result = await Reflect.apply(command, undefined, [control, input]);
      // What was answered must outlive a killed process.
      persist();
      sendJson(response, 200, { ok: true, result: result ?? null });
    } catch (error) {
      if (!(error instanceof RangeError) && !(error instanceof SyntaxError)) throw error;
      sendJson(response, 400, { ok: false, error: error.message });
    }
  };
}

function readInput(bytes: Buffer): object {
  const input: unknown = bytes.length === 0 ? {} : JSON.parse(bytes.toString('utf8'));
  if (typeof input !== 'object' || input === null || Array.isArray(input)) throw new SyntaxError('the body must be a JSON object');
  return input;
}
