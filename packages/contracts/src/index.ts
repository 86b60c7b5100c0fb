/** The wire, written once: hub, dashboard, agent and OpenAPI document use the same schemas. */
export * from './agent-protocol.ts';
export * from './http/index.ts';
