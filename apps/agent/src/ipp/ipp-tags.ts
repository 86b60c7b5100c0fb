/** Numbers of the IPP encoding (RFC 8010 section 3.5) and of the operations that the agent uses (RFC 8011, PWG 5100.*, CUPS). */
export const tag = {
  operation: 0x01,
  job: 0x02,
  end: 0x03,
  printer: 0x04,
  unsupported: 0x05,
  integer: 0x21,
  boolean: 0x22,
  enum: 0x23,
  octetString: 0x30,
  dateTime: 0x31,
  resolution: 0x32,
  range: 0x33,
  begCollection: 0x34,
  textWithLanguage: 0x35,
  nameWithLanguage: 0x36,
  endCollection: 0x37,
  text: 0x41,
  name: 0x42,
  keyword: 0x44,
  uri: 0x45,
  charset: 0x47,
  naturalLanguage: 0x48,
  mimeMediaType: 0x49,
  memberName: 0x4a,
} as const;

export const operation = {
  createJob: 0x0005,
  sendDocument: 0x0006,
  cancelJob: 0x0008,
  getJobAttributes: 0x0009,
  getJobs: 0x000a,
  getPrinterAttributes: 0x000b,
  cupsGetPrinters: 0x4002,
} as const;

export const status = {
  /** Everything up to here means success, perhaps with attributes ignored. */
  lastSuccess: 0x00ff,
  notFound: 0x0406,
  firstServerError: 0x0500,
  serviceUnavailable: 0x0502,
  notAcceptingJobs: 0x0506,
  busy: 0x0507,
  temporaryError: 0x0505,
} as const;

export const jobState = { pending: 3, held: 4, processing: 5, stopped: 6, canceled: 7, aborted: 8, completed: 9 } as const;
export const printerState = { idle: 3, processing: 4, stopped: 5 } as const;
