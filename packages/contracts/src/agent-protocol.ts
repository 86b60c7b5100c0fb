/**
 * What hub and print agent say to each other over the WebSocket at `/agent/socket` (JSON text frames),
 * and the few HTTPS calls beside it: pairing, and documents by sha256.
 *
 * Hand-over is three-way: `offer` → the agent journals the job and holds the document → `received` →
 * `receivedAck`. Before `receivedAck` the agent may not print; after it the hub gives the job to nobody else.
 * Every message is idempotent: it may arrive twice, and repeats change nothing.
 */
import { z } from 'zod';

export const agentProtocolVersion = 1;

/** Hub and agent each ping this often, and call the line dead after `agentDeadAfterMs` of silence. */
export const agentPingEveryMs = 20_000;
export const agentDeadAfterMs = 45_000;

export const documentFormats = ['application/pdf', 'application/vnd.zebra-zpl', 'image/pwg-raster', 'image/png'] as const;
export const documentFormatSchema = z.enum(documentFormats);

/** What is loaded in a printer. Sizes in millimetres. */
export const mediaProfileSchema = z.object({
  widthMm: z.number().positive().max(1000),
  heightMm: z.number().positive().max(2000),
  gapMm: z.number().min(0).max(50).default(0),
  dpi: z.union([z.literal(203), z.literal(300), z.literal(600)]),
  language: z.enum(['pdf', 'zpl', 'pwg-raster']),
});
export type MediaProfile = z.infer<typeof mediaProfileSchema>;

/** How the agent reaches a printer. */
export const printerDriverSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ipp'), uri: z.string().regex(/^ipps?:\/\/[^\s]+$/, 'must look like ipp://host:631/ipp/print') }),
  z.object({ kind: z.literal('cups'), server: z.string().min(1), queue: z.string().min(1) }),
  z.object({
    kind: z.literal('raw9100'),
    host: z.string().min(1),
    port: z.number().int().min(1).max(65535).default(9100),
    /** For printers that answer no status question: does a document that left whole end as `unknown` (when missing) or as `confirmed`? */
    whenSilent: z.enum(['unknown', 'assume-printed']).optional(),
  }),
  z.object({ kind: z.literal('pdf-file'), directory: z.string().min(1) }),
]);
export type PrinterDriver = z.infer<typeof printerDriverSchema>;

/** A printer as the hub configures it on an agent. */
export const agentPrinterSchema = z.object({
  printerId: z.string(),
  name: z.string(),
  driver: printerDriverSchema,
  media: mediaProfileSchema,
});
export type AgentPrinter = z.infer<typeof agentPrinterSchema>;

/** What the printer itself says. `unreachable` is the agent's own finding. */
export const printerStates = ['idle', 'printing', 'stopped', 'unreachable'] as const;
export const printerReasons = ['media-empty', 'media-jam', 'cover-open', 'marker-empty', 'paused', 'offline', 'other'] as const;
export const printerReportSchema = z.object({
  printerId: z.string(),
  state: z.enum(printerStates),
  reasons: z.array(z.enum(printerReasons)),
  message: z.string().max(500).default(''),
});
export type PrinterReport = z.infer<typeof printerReportSchema>;

/** A printer that the agent found and that nobody has registered yet. */
export const discoveredPrinterSchema = z.object({ name: z.string(), driver: printerDriverSchema, detail: z.string().default('') });
export type DiscoveredPrinter = z.infer<typeof discoveredPrinterSchema>;

/** States that the agent reports for a job, in order; the last four are final for the attempt. */
export const agentJobStates = ['sending', 'spooled', 'confirmed', 'unknown', 'failed', 'cancelled'] as const;
export type AgentJobState = (typeof agentJobStates)[number];

export const jobOfferSchema = z.object({
  printJobId: z.string(),
  /** Fence: rises with every hand-over. Messages that carry an older one are stale and ignored. */
  fence: z.number().int().min(1),
  printerId: z.string(),
  document: z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/), format: documentFormatSchema, bytes: z.number().int().positive() }),
  copies: z.number().int().min(1).max(99).default(1),
  /** Higher goes first. */
  priority: z.number().int(),
  title: z.string().max(200),
  /** RFC 3339. A job that is not `sending` by then is not printed by itself: it ends as `cancelled` with reason `expired`. */
  expiresAt: z.string(),
});
export type JobOffer = z.infer<typeof jobOfferSchema>;

const jobRef = { printJobId: z.string(), fence: z.number().int().min(1) };

export const jobStatusSchema = z.object({
  ...jobRef,
  /** Rises by one with every status that this agent's journal holds; the hub acknowledges up to a number. */
  seq: z.number().int().min(1),
  state: z.enum(agentJobStates),
  /** Unix milliseconds by the agent's clock; for timings within the agent only. */
  atMs: z.number(),
  detail: z.string().max(1000).default(''),
  /** True when nothing can have reached paper, so that the hub may hand the job out again. */
  isSafeToRetry: z.boolean().default(false),
});
export type JobStatus = z.infer<typeof jobStatusSchema>;

/** Agent → hub. */
export const agentMessageSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('hello'),
    v: z.literal(agentProtocolVersion),
    agentVersion: z.string(),
    hostName: z.string(),
    openJobs: z.array(z.object(jobRef)),
    nextSeq: z.number().int().min(1),
  }),
  z.object({ type: z.literal('received'), ...jobRef }),
  /** The agent cannot take the job (document damaged, printer not known): nothing was printed. */
  z.object({ type: z.literal('refused'), ...jobRef, detail: z.string().max(1000) }),
  z.object({ type: z.literal('status'), ...jobStatusSchema.shape }),
  z.object({ type: z.literal('printers'), reports: z.array(printerReportSchema) }),
  z.object({ type: z.literal('discovered'), printers: z.array(discoveredPrinterSchema) }),
  z.object({ type: z.literal('ping') }),
]);
export type AgentMessage = z.infer<typeof agentMessageSchema>;

/** Hub → agent. */
export const hubMessageSchema = z.discriminatedUnion('type', [
  /** `ackedSeq`: statuses up to this one are stored. `confirmedJobs`: of the agent's open jobs, those it may print. */
  z.object({
    type: z.literal('welcome'),
    agentId: z.string(),
    agentName: z.string(),
    ackedSeq: z.number().int().min(0),
    printers: z.array(agentPrinterSchema),
    confirmedJobs: z.array(z.object(jobRef)),
    /** Of the agent's open jobs, those the hub took back before `receivedAck`: drop them unprinted. */
    droppedJobs: z.array(z.object(jobRef)),
  }),
  z.object({ type: z.literal('printers'), printers: z.array(agentPrinterSchema) }),
  z.object({ type: z.literal('offer'), ...jobOfferSchema.shape }),
  z.object({ type: z.literal('receivedAck'), ...jobRef }),
  /** The hub gives the job to somebody else or cancelled it before `receivedAck`. */
  z.object({ type: z.literal('drop'), ...jobRef }),
  /** Please cancel if it is not sent yet; the answer is a `status` (`cancelled`, or whatever is true). */
  z.object({ type: z.literal('cancel'), ...jobRef }),
  z.object({ type: z.literal('ack'), seq: z.number().int().min(1) }),
  z.object({ type: z.literal('discover') }),
  z.object({ type: z.literal('pong') }),
]);
export type HubMessage = z.infer<typeof hubMessageSchema>;

/** Pairing, first way: the dashboard shows a code, the agent is started with it. `POST /agent/pairing/claim`. */
export const pairingClaimSchema = z.object({
  code: z.string().min(1).max(20),
  name: z.string().min(1).max(100),
  hostName: z.string().max(200),
  agentVersion: z.string().max(50),
});
/** Pairing, second way (RFC 8628 style): `POST /agent/pairing/start`, the person types `userCode` into the dashboard, the agent polls `/agent/pairing/token`. */
export const pairingStartSchema = pairingClaimSchema.omit({ code: true });
export const pairingStartedSchema = z.object({
  deviceCode: z.string(),
  userCode: z.string(),
  expiresAt: z.string(),
  intervalSeconds: z.number().int(),
});
export const pairingPollSchema = z.object({ deviceCode: z.string() });
/** The token is shown once; the hub keeps its hash. Sent as `Authorization: Bearer …` on the socket and on documents. */
export const pairedSchema = z.object({ status: z.literal('paired'), agentId: z.string(), token: z.string() });
export const pairingPendingSchema = z.object({ status: z.literal('pending') });
