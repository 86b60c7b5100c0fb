/** The socket edge of printing: agents pair, connect, fetch documents; waiting jobs are offered to them at once. */
export { startAgentGateway } from './agent-gateway.ts';
export { registerAgentCalls } from './agent-routes.ts';
