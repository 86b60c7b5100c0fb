/** Everything about printing: jobs, queue, history, printers and their routes, agents, templates. */
export * from './agents.ts';
export * from './print-history.ts';
export * from './print-job.ts';
export * from './print-queue.ts';
export * from './printers.ts';
export * from './templates.ts';
