import type { PoolClient } from 'pg';

/**
 * Lets all statements that a connection is given in one turn of the program leave in one write: to write costs more than anything else
 * that the hub does for a statement.
 */
export function sendTogether(client: PoolClient): void {
  const { stream } = client.connection;
  const query: (...input: unknown[]) => unknown = client.query.bind(client);
  let isWaiting = false;
  const send = (...input: unknown[]) => {
    if (!isWaiting) {
      isWaiting = true;
      stream.cork();
      process.nextTick(() => {
        isWaiting = false;
        stream.uncork();
      });
    }
    return query(...input);
  };
  Object.defineProperty(client, 'query', { value: send });
}
