/** The least that can acknowledge an event: takes a body over HTTP, commits it with one insert, answers 200. Prints its port. */
import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { Pool } from 'pg';

const pool = new Pool({ connectionString: process.argv[2], max: 10 });
await pool.query('create table bare_event (id bigint generated always as identity primary key, body bytea not null)');
const server = createServer(async (request, response) => {
  await pool.query('insert into bare_event (body) values ($1)', [await buffer(request)]);
  response.end();
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.stdout.write(`${typeof address === 'object' ? address?.port : ''}\n`);
});
