import { serve } from '@hono/node-server';
import { OpenAPIHono } from '@hono/zod-openapi';
import type { HubEnv } from '@shopfleet/core/edge';
import type { PrintingDeps } from '@shopfleet/core/printing';
import { HubError } from '@shopfleet/kernel';
import { clientAddress } from '../../http/client-address.ts';
import { registerAgentCalls, startAgentGateway } from '../index.ts';

/** The agents' edge alone, on a port of its own. */
export async function serveAgents(deps: PrintingDeps, trustedProxies = 0) {
  const app = new OpenAPIHono<HubEnv>();
  app.onError((error, c) =>
    error instanceof HubError
      ? c.json({ code: error.code, detail: error.message }, error.status as 400)
      : c.json({ code: 'INTERNAL_ERROR', detail: String(error) }, 500),
  );
  registerAgentCalls(app, deps, (c) => clientAddress(c, trustedProxies));
  const gateway = await startAgentGateway(deps);
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' });
  server.on('upgrade', (request, socket, head) => {
    if (!gateway.upgrade(request, socket, head)) socket.destroy();
  });
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    origin: `http://127.0.0.1:${address.port}`,
    gateway,
    async stop() {
      await gateway.stop();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
