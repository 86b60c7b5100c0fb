/**
 * Printers, agents and the print queue. Owns print jobs and their attempts, routes, renditions, pairing. Promises: a document goes to
 * paper at most once by itself; what nobody can tell is a question for a person; every state change names its expected old state.
 */
export { type AgentNotice, agentChannel, agentNoticeSchema, notifyAgent } from './agent-notice.ts';
export { noteAgentSeen, readAgentPrinters } from './agents/agent-presence.ts';
export { type AgentRef, authenticateAgent } from './agents/authenticate-agent.ts';
export { type AgentSocket, handleAgentMessage } from './agents/handle-agent-message.ts';
export { approvePairing, claimPairing, createPairingCode, pollPairing, startPairing } from './agents/pair-agent.ts';
export { countPairingStart, tryPairingCode } from './agents/pairing-tries.ts';
export { readAgentDocument } from './agents/read-agent-document.ts';
export { registerPrinter } from './printers/change-printers.ts';
export { registerPrintingRoutes } from './printing-api.ts';
export type { LabelPrinted, PrintingDeps } from './printing-deps.ts';
export { pullLabelsOfPackage } from './queue/change-print-job.ts';
export { beginLabel } from './queue/label-ahead.ts';
export { leaseJobs } from './queue/lease-jobs.ts';
export { type PrintJobView, viewPrintJob } from './queue/print-job-row.ts';
export { selectPrintJobs } from './queue/print-job-store.ts';
export { type LabelPrintRequest, printLabel } from './queue/print-label.ts';
export { alreadyPrinted, type PrintRequest, requestPrint } from './queue/request-print.ts';
export { sweepQueue } from './queue/sweep-queue.ts';
