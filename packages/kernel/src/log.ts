type Write = (fields: object, message: string) => void;

/** Where a part of the hub reports what happens. Fields first, then one plain sentence; pino fits it as it is. */
export interface Log {
  readonly debug: Write;
  readonly info: Write;
  readonly warn: Write;
  readonly error: Write;
}

const drop: Write = () => undefined;

/** Swallows everything; for callers that do not care. */
export const silentLog: Log = { debug: drop, info: drop, warn: drop, error: drop };
